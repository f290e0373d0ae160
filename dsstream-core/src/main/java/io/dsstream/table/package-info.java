/** Step 4: one value per word without an object per word; packing it; the first k of it. */
package io.dsstream.table;
