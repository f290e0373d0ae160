package io.dsstream.bench;

import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What is measured.
 *
 * @param text the name of the text
 * @param implementation the benchmark's method
 */
record Subject(String text, String implementation) {
  static Subject of(BenchmarkParams params) {
    String benchmark = params.getBenchmark();
    return new Subject(
        params.getParam("text"), benchmark.substring(benchmark.lastIndexOf('.') + 1));
  }
}
