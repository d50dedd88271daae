package dev.waybill.log.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogPaths;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TreeHash;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.provider.Arguments;

/** Logs that a watch has read once, and what tests of tampering with them share. */
final class TamperedLogs {
  /** Number of places that each kind of tampering is tried at. */
  static final int PLACES = 10;

  /** Number of entries that the watch has read. */
  static final int OLD = 4_000;

  /** Number of entries since then, at most. */
  static final int NEW = 1_300;

  /** Cycles that read the whole log: each reads a tenth of it at most. */
  static final int CYCLES = 11;

  /** Logs by size, which a watch has read once; tests copy them. */
  private static final Map<Integer, WatchedLog> WATCHED = new HashMap<>();

  private TamperedLogs() {}

  /** A way to tamper with a log; returns the rules and objects of the findings that tell it. */
  interface Tampering {
    Set<String> tamper(WatchedLog log, Random random, Place place);
  }

  /**
   * Place in the log.
   *
   * @param bundle index of a full bundle
   * @param isEdge true when the place is the partial tile at the end instead
   */
  record Place(long bundle, boolean isEdge) {
    TileAddress tile(WatchedLog log) {
      long size = log.newest().size();
      return isEdge
          ? TileAddress.at(0, size - 1, size)
          : new TileAddress(0, bundle, TileAddress.FULL);
    }

    static Place in(long from, long to, Random random) {
      return new Place(from + random.nextInt(Math.toIntExact(to - from)), false);
    }
  }

  /** Returns a copy of a log whose watch has run. */
  static synchronized WatchedLog watched(int size) {
    WatchedLog log =
        WATCHED.computeIfAbsent(
            size,
            count -> {
              WatchedLog grown = WatchedLog.empty().grow(count, 500);
              grown.watch().run();
              return grown;
            });
    return log.copy();
  }

  /** Returns a copy of a log with a full tile of level 1. */
  static synchronized WatchedLog large() {
    return WATCHED.computeIfAbsent(70_000, count -> WatchedLog.empty().grow(count, 8_000)).copy();
  }

  /** Returns the finding that tells a defect of an object. */
  static Set<String> told(LogDefectKind kind, String key) {
    return Set.of(kind.rule() + " " + key);
  }

  static String key(TileAddress address) {
    return LogPaths.of(address);
  }

  static byte[] read(WatchedLog log, String key) {
    return log.store.find(key).orElseThrow().content();
  }

  static byte[] flipped(byte[] bytes, Random random) {
    byte[] changed = bytes.clone();
    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    return changed;
  }

  /** Replaces every version, as an attacker with rights over Object Lock can. */
  static void replace(InMemoryLogStore store, String key, byte[] content) {
    store.destroy(key);
    store.put(key, content);
  }

  static Arguments placed(String name, Tampering tampering) {
    return Arguments.of(name, tampering);
  }

  static Set<String> findings(WatchedLog log) {
    Set<String> told = new LinkedHashSet<>();
    log.reports.forEach(
        report -> {
          Finding finding = (Finding) report;
          told.add(finding.rule() + " " + finding.uid().split("/", 3)[2]);
        });
    return told;
  }

  /** A second version of a changed object is told as well, when its versions are listed. */
  static void assertTold(WatchedLog log, Set<String> expected) {
    assertThat(findings(log))
        .containsAll(expected)
        .allMatch(
            it ->
                expected.contains(it)
                    || (it.startsWith(LogDefectKind.TILE_OVERWRITTEN.rule())
                        && expected.stream()
                            .anyMatch(one -> one.endsWith(it.substring(it.indexOf(" ") + 1)))));
  }

  static Checkpoint otherRoot(Checkpoint checkpoint, Random random) {
    byte[] hash = new byte[TreeHash.BYTES];
    random.nextBytes(hash);
    return new Checkpoint(checkpoint.origin(), checkpoint.size(), TreeHash.of(hash, 0));
  }
}
