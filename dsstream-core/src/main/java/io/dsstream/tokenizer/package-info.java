/** Step 3: bytes to words. {@link io.dsstream.tokenizer.Tokenizers} lists the tokenizers. */
package io.dsstream.tokenizer;
