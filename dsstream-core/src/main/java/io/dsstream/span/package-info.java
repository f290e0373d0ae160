/**
 * Step 6: counts batches, each for itself or several together, and makes their results. {@link
 * io.dsstream.span.Spans} lists the spans.
 */
package io.dsstream.span;
