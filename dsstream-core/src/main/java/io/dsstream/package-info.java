/**
 * Streaming word analytics on Apache Spark.
 *
 * <p>A line of text goes one way, and the packages are its steps:
 *
 * <ol>
 *   <li>{@link io.dsstream.source}: where lines come from; a source stores
 *   <li>{@link io.dsstream.block}: blocks, bytes that hold whole lines; of them a
 *   <li>{@link io.dsstream.tokenizer}: tokenizer makes words, as slices of bytes, which fill a
 *   <li>{@link io.dsstream.table}: table of one value per word, by the law of a
 *   <li>{@link io.dsstream.reducer}: reducer; a
 *   <li>{@link io.dsstream.span}: span says over which batches, and gives one result a batch to a
 *   <li>{@link io.dsstream.sink}: sink, which prints it or hands it on.
 * </ol>
 *
 * <p>{@link io.dsstream.LinePipeline} joins the steps, {@link io.dsstream.KeyedPipeline} where
 * lines hold values, {@link io.dsstream.JoinedPipeline} those of two streams. {@link
 * io.dsstream.join} brings in what else is known of a word. {@link io.dsstream.state} keeps what
 * shall outlive the process. {@link io.dsstream.text} knows what all of them must agree on: UTF-8,
 * line ends, white space, and how to show hostile text.
 */
package io.dsstream;
