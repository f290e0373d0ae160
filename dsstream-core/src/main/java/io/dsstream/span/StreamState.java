package io.dsstream.span;

/** What a span keeps of one stream, with whose keys another may be joined. */
interface StreamState extends SpanState {
  /**
   * Its keys after the last batch; of words that are reduced at each slide, after the last slide.
   */
  Lookup lookup();
}
