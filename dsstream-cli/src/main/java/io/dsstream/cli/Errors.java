package io.dsstream.cli;

import io.dsstream.state.StateException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** From exceptions to one line on stderr and an exit code. */
final class Errors {
  private Errors() {}

  /** The command line is wrong. */
  static int usage(ParameterException e, String[] args) {
    Console.error(message(e) + " (dsstream --help lists the options)");
    return ExitCode.USAGE;
  }

  private static String message(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      String what = unmatched.isUnknownOption() ? "unknown option: " : "unexpected argument: ";
      List<String> similar = unmatched.getSuggestions();
      String hint = similar.isEmpty() ? "" : "; did you mean " + similar.get(0) + "?";
      return what + unmatched.getUnmatched().get(0) + hint;
    }
    if (e.getCause() instanceof TypeConversionException wrong
        && e.getArgSpec() instanceof OptionSpec option) {
      return option.longestName().replaceFirst("^--", "") + " " + wrong.getMessage();
    }
    return e.getMessage();
  }

  /** The job could not run. */
  static int failed(Exception e, CommandLine line, ParseResult parsed) {
    Console.error(e.getMessage() == null ? e.toString() : e.getMessage());
    if (e instanceof UnavailableException) {
      return ExitCode.UNAVAILABLE;
    }
    if (e instanceof StateException state) {
      return state.reason() == StateException.Reason.IN_USE ? ExitCode.IN_USE : ExitCode.UNUSABLE;
    }
    // Values that only core or Spark can judge, as an empty host or a malformed Spark property.
    return e instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.FAILED;
  }
}
