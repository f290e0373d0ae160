/**
 * What a mode measured, as JSON and as a page to look at.
 *
 * <p>A mode hands its rows over as {@link io.dsstream.bench.report.Results}, which lie as {@code
 * bench/MODE.json} in the target directory; from all files there the page {@code bench/report.html}
 * is made anew. The page reads rows by the names of their fields, so it knows no class of a mode.
 */
package io.dsstream.bench.report;
