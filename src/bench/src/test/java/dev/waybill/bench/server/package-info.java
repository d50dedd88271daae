/**
 * Server of the benchmark: the local cloud in a process of its own, with delayed and counted calls.
 */
package dev.waybill.bench.server;
