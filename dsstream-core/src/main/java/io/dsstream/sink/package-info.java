/** Step 7: results to where they are read. {@link io.dsstream.sink.Sinks} lists the sinks. */
package io.dsstream.sink;
