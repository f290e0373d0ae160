/**
 * Benchmarks of DSStream.
 *
 * <pre>
 * mvn install -DskipTests                                      # once, and after each change
 * mvn -pl dsstream-bench exec:java                             # all: about seven minutes
 * mvn -pl dsstream-bench exec:java -Dexec.args="-l"            # what there is
 * mvn -pl dsstream-bench exec:java -Dexec.args="naive"         # those whose name matches
 * mvn -pl dsstream-bench exec:java -Dexec.args="-p text=kjv -f 1 -wi 1 -i 1 -r 200ms"
 * mvn -pl dsstream-bench exec:java -Dexec.args="-h"            # all of JMH's options
 * </pre>
 *
 * <p>{@link io.dsstream.bench.BenchMain} runs JMH and prints a table. The benchmarks lie in
 * packages named as core's: {@link io.dsstream.bench.span} measures {@code io.dsstream.span}. What
 * they count is in {@link io.dsstream.bench.corpus}, what they are compared with in {@link
 * io.dsstream.bench.baseline}; {@link io.dsstream.bench.report} makes a page of the results.
 */
package io.dsstream.bench;
