/**
 * What outlives the process: a ledger of committed batches, and files that are there whole or not
 * at all. It knows folders and bytes, not what they mean.
 */
package io.dsstream.state;
