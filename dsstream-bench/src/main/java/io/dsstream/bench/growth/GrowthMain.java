package io.dsstream.bench.growth;

import io.dsstream.bench.Figures;
import io.dsstream.bench.Machine;
import io.dsstream.bench.pipeline.ChildJvm;
import io.dsstream.bench.report.Results;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Measures the curves, point by point, and prints {@link GrowthReport}. */
public final class GrowthMain {
  private GrowthMain() {}

  /**
   * Measures the curves of the given names, or all, and returns if every word was counted.
   *
   * @throws IllegalArgumentException if a name is none
   */
  public static void run(PrintStream out, List<String> given) throws Exception {
    List<Curve> curves =
        given.isEmpty() ? List.of(Curve.values()) : given.stream().map(Curve::named).toList();
    Machine machine = Machine.now();
    int seconds = curves.stream().mapToInt(Curve::seconds).sum();
    out.println(Figures.format("Takes about %.0f min.", Math.max(1, seconds / 60.0)));
    List<GrowthRow> rows = new ArrayList<>();
    for (Curve curve : curves) {
      for (int x : curve.points()) {
        for (String contender : curve.contenders()) {
          rows.add(point(curve, contender, x, out));
        }
      }
    }
    out.println();
    out.print(new GrowthReport(rows));
    new Results("growth", "Growth", given, machine, jvms(curves), rows).publish(out);
  }

  private static List<String> jvms(List<Curve> curves) {
    return curves.stream()
        .flatMap(curve -> curve.contenders().stream())
        .distinct()
        .map(name -> ChildJvm.described(name, StateContender.named(name).jvmOptions()))
        .toList();
  }

  private static GrowthRow point(Curve curve, String contender, int x, PrintStream out)
      throws Exception {
    out.print(Figures.format("%-11s %-12s %,10d %-7s ...", curve, contender, x, curve.xUnit()));
    out.flush();
    try {
      GrowthRow row = GrowthRow.of(curve, contender, x, curve.measure(contender, x));
      out.println(Figures.format(" %,.1f %s", row.value(), row.valueUnit()));
      return row;
    } catch (BeyondLimitException e) {
      out.println(" - " + e.getMessage());
      return GrowthRow.missing(curve, contender, x, e.getMessage());
    }
  }
}
