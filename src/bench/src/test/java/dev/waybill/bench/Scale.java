package dev.waybill.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * How much is measured, as system properties say.
 *
 * @param objects {@code bench.objects}: of a batch of the fastest consumers; the slow ones get less
 * @param rounds {@code bench.rounds}: consumers take turns so many times
 * @param warm {@code bench.warm}: objects before the first round
 * @param big {@code bench.big}: bytes of the large object
 * @param backlog {@code bench.backlog}: objects of the large backlog
 * @param distance {@code bench.distance}: milliseconds added to each call of S3 and SQS
 * @param bento {@code bench.bento}: the path of a Bento with its AWS parts; may be empty
 * @param parts {@code bench.parts}: those of throughput, start, latency, big, memory and server
 *     that are measured, with commas between
 * @param accept {@code bench.accept}: whether this run's ratios are what later ones are held
 *     against
 */
record Scale(
    int objects,
    int rounds,
    int warm,
    long big,
    int backlog,
    int distance,
    String bento,
    String parts,
    boolean accept) {
  static final int USUAL_OBJECTS = 3000;
  static final int USUAL_ROUNDS = 5;

  private static final String ALONE = "big,server,memory,latency,start";
  private static final String ALL = "throughput," + ALONE;

  static Scale ofProperties() {
    return new Scale(
        Integer.getInteger("bench.objects", USUAL_OBJECTS),
        Integer.getInteger("bench.rounds", USUAL_ROUNDS),
        Integer.getInteger("bench.warm", 24_000),
        Long.getLong("bench.big", 1L << 30),
        Integer.getInteger("bench.backlog", 10_000),
        Integer.getInteger("bench.distance", 20),
        System.getProperty("bench.bento", ""),
        System.getProperty("bench.parts", ALL),
        Boolean.getBoolean("bench.accept"));
  }

  boolean has(String part) {
    return List.of(parts.split(",", -1)).contains(part);
  }

  /** Returns true when every part that needs no peer is measured. */
  boolean isAlone() {
    return parts.contains(ALONE);
  }

  /** Returns true when the run is too small for meaningful numbers. */
  boolean isBelowUsual() {
    return objects < USUAL_OBJECTS || rounds < USUAL_ROUNDS;
  }

  /** Returns the folder of the benchmark's files, which no build needs. */
  static Path folder() {
    return Path.of("target", "bench").toAbsolutePath();
  }
}
