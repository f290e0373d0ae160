/** Step 2: blocks, bytes that hold whole lines, and the framer that cuts a stream into them. */
package io.dsstream.block;
