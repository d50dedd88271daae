package dev.waybill.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * Options of a run, read from system properties.
 *
 * @param objects {@code bench.objects}: objects of a batch of the fastest consumers; slow consumers
 *     get fewer
 * @param rounds {@code bench.rounds}: number of rounds
 * @param warmUpObjects {@code bench.warm}: warm-up objects of each consumer before the first round
 * @param largeBytes {@code bench.big}: size of the large object, in bytes
 * @param backlog {@code bench.backlog}: objects of the large backlog
 * @param callDelay {@code bench.distance}: delay of each call of S3 and SQS, in milliseconds
 * @param reread {@code bench.reread}: small objects that are read again
 * @param logged {@code bench.logged}: entries of the large generated log; the small one has a tenth
 * @param bento {@code bench.bento}: path of a Bento program with its AWS components; empty when
 *     absent
 * @param parts {@code bench.parts}: measured parts, separated by commas: throughput, start,
 *     latency, big, memory, server, fixity and backfill
 * @param consumers {@code bench.consumers}: names of the measured consumers, separated by
 *     semicolons; empty for all
 * @param accept {@code bench.accept}: true to store the ratios of this run as accepted
 */
record BenchOptions(
    int objects,
    int rounds,
    int warmUpObjects,
    long largeBytes,
    int backlog,
    int callDelay,
    int reread,
    int logged,
    String bento,
    String parts,
    String consumers,
    boolean accept) {
  static final int DEFAULT_OBJECTS = 3000;
  static final int DEFAULT_ROUNDS = 5;

  private static final String WAYBILL_PARTS = "big,server,memory,latency,start";
  private static final String ALL_PARTS = "throughput," + WAYBILL_PARTS + ",fixity,backfill";

  static BenchOptions fromProperties() {
    return new BenchOptions(
        Integer.getInteger("bench.objects", DEFAULT_OBJECTS),
        Integer.getInteger("bench.rounds", DEFAULT_ROUNDS),
        Integer.getInteger("bench.warm", 24_000),
        Long.getLong("bench.big", 1L << 30),
        Integer.getInteger("bench.backlog", 10_000),
        Integer.getInteger("bench.distance", 20),
        Integer.getInteger("bench.reread", 10_000),
        Integer.getInteger("bench.logged", 1_000_000),
        System.getProperty("bench.bento", ""),
        System.getProperty("bench.parts", ALL_PARTS),
        System.getProperty("bench.consumers", ""),
        Boolean.getBoolean("bench.accept"));
  }

  boolean has(String part) {
    return List.of(parts.split(",", -1)).contains(part);
  }

  /** Returns true when a consumer is measured. */
  boolean measures(Consumer consumer) {
    return consumers.isEmpty() || List.of(consumers.split(";", -1)).contains(consumer.name());
  }

  /** Returns true when every part of the table about Waybill alone is measured. */
  boolean coversWaybill() {
    return parts.contains(WAYBILL_PARTS);
  }

  /** Returns true when the run is too small for meaningful numbers. */
  boolean isReduced() {
    return objects < DEFAULT_OBJECTS || rounds < DEFAULT_ROUNDS || !consumers.isEmpty();
  }

  /** Returns the folder of the benchmark's files. */
  static Path folder() {
    return Path.of("target", "bench").toAbsolutePath();
  }
}
