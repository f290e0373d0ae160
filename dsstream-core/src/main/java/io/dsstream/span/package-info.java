/** Step 6: counts a batch and makes its result. {@link io.dsstream.span.Spans} lists the spans. */
package io.dsstream.span;
