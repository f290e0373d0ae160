package io.dsstream.sink;

import io.dsstream.span.ResultSink;

/** Where results go. See {@link Sinks} for those there are. */
public interface Sink extends ResultSink {}
