/**
 * Deterministic tests for Spark Streaming jobs: {@link io.dsstream.testkit.BatchHarness} runs the
 * real engine in virtual time, {@link io.dsstream.testkit.LineServer} is a TCP server whose every
 * act the test decides. Needs Spark only; JUnit is the caller's choice.
 */
package io.dsstream.testkit;
