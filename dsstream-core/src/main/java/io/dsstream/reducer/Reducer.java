package io.dsstream.reducer;

import org.apache.spark.api.java.function.Function2;

/**
 * Makes one value of two values of the same key. It is Spark's {@code Function2} with a promise, so
 * {@code pairs.reduceByKey(Reducers.sum())} works in anybody's job.
 *
 * <p>The promise, for every a, b and c: {@code call(a, b)} equals {@code call(b, a)} (commutative)
 * and {@code call(call(a, b), c)} equals {@code call(a, call(b, c))} (associative). Spark combines
 * values in any order and grouping; without the promise its results are random. A reducer never
 * sees or returns null and changes neither argument. One that can also undo is an {@link
 * InvertibleReducer}.
 *
 * @param <V> the values
 */
public interface Reducer<V> extends Function2<V, V, V> {}
