/** The rivals: how the same words are counted elsewhere. */
package io.dsstream.bench.baseline;
