/**
 * The server that every consumer of a benchmark talks to: the embedded cloud in a process of its
 * own, at a distance, with every call counted.
 */
package dev.waybill.bench.stand;
