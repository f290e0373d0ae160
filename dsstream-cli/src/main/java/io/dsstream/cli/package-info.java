/**
 * The command {@code dsstream}. {@link io.dsstream.cli.Main} starts it, {@code DsStreamCommand}
 * lists what it can do, one {@code …Options} class per step of the pipeline holds the options, and
 * {@code Job} runs.
 */
package io.dsstream.cli;
