package io.dsstream.source;

/** What a source does when the server has closed its side of the connection. */
public enum OnEof {
  /** Connect again, with back-off, for as long as the source may wait. */
  RECONNECT,
  /** End: no line comes any more. */
  STOP
}
