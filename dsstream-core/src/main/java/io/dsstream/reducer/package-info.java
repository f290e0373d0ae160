/**
 * Step 5: the values of a key to one. {@link io.dsstream.reducer.Reducers} lists the reducers,
 * which make one value of two; {@link io.dsstream.reducer.Aggregates} what needs more than the
 * values themselves to come to a result, as a mean does, and puts either on a stream of pairs.
 */
package io.dsstream.reducer;
