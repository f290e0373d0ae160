/** What a test costs that uses dsstream-testkit. */
package io.dsstream.bench.kit;
