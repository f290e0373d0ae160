/** Step 1: where lines come from. {@link io.dsstream.source.LineSources} lists the sources. */
package io.dsstream.source;
