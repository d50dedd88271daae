/**
 * Benchmark of Waybill and of tools that do part of its work. Every consumer is a process of its
 * own against one server, and results are ratios within one run. Read {@code CustodyBench} first.
 */
package dev.waybill.bench;
