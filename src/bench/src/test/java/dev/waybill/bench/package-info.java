/**
 * What Waybill costs, beside what one would use in its place: every consumer is a process of its
 * own against one server, and results are ratios of one run. Read {@code CustodyBench} first.
 */
package dev.waybill.bench;
