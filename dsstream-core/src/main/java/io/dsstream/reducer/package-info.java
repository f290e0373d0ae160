/** Step 5: two values of a word to one. {@link io.dsstream.reducer.Reducers} lists the reducers. */
package io.dsstream.reducer;
