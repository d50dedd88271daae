package dev.waybill.evidence;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.result.TileResultFile;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.log.StoredObject;
import dev.waybill.record.RecordVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Results of re-verification that name an entry, and the signed statements over their cycles. */
public final class HistoryParts {
  /** Limit for the cycles; one is made in thirty days. */
  static final int MAX_CYCLES = 240;

  private static final String PART = "history";

  private final LogStore store;
  private final RecordVerifier verifier;

  /**
   * @param verifier verifier with the trusted keys
   */
  public HistoryParts(LogStore store, RecordVerifier verifier) {
    this.store = store;
    this.verifier = verifier;
  }

  /**
   * Adds the parts.
   *
   * @param index index of the entry
   */
  public void add(EvidenceBuilder pack, long index) {
    List<CycleId> cycles = cycles();
    StringBuilder lines = new StringBuilder();
    int statements = 0;
    for (CycleId cycle : cycles) {
      List<String> found = results(pack, cycle, index);
      found.forEach(lines::append);
      if (!found.isEmpty() && addStatement(pack, cycle, statements + 1)) {
        statements++;
      }
    }
    if (lines.isEmpty()) {
      pack.absent(PART, "no result of re-verification names the object yet");
    } else {
      pack.add(PackNames.HISTORY, lines.toString());
    }
    if (cycles.size() == MAX_CYCLES) {
      pack.absent(PART, "cycles after the first " + MAX_CYCLES + " were not read");
    }
  }

  /** Returns the cycles that have results, the oldest first; each costs one call. */
  private List<CycleId> cycles() {
    List<CycleId> cycles = new ArrayList<>();
    Optional<String> next = first(FixityPaths.RESULTS);
    while (next.isPresent() && cycles.size() < MAX_CYCLES) {
      String name = next.get().substring(FixityPaths.RESULTS.length()).replaceAll("/.*", "");
      cycle(name).ifPresent(cycles::add);
      next = first(FixityPaths.RESULTS + name + "/~");
    }
    return cycles;
  }

  private Optional<String> first(String after) {
    try (Stream<Listed> listed = store.list(FixityPaths.RESULTS, after)) {
      return listed.findFirst().map(Listed::key);
    }
  }

  private static Optional<CycleId> cycle(String name) {
    try {
      return Optional.of(new CycleId(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private List<String> results(EvidenceBuilder pack, CycleId cycle, long index) {
    long tile = index / TileRange.FULL;
    long slice = tile / TileRange.TILES_PER_SLICE;
    List<String> keys;
    try (Stream<Listed> listed = store.list(FixityPaths.results(cycle, slice))) {
      keys =
          listed
              .filter(it -> it.size() <= TileResultFile.MAX_FILE_BYTES)
              .map(Listed::key)
              .filter(
                  key ->
                      FixityPaths.taskOf(cycle, slice, key)
                          .map(TileTask::range)
                          .filter(it -> it.tile() == tile && it.to() > index)
                          .isPresent())
              .toList();
    }
    return keys.stream().flatMap(key -> line(pack, key, index).stream()).toList();
  }

  private Optional<String> line(EvidenceBuilder pack, String key, long index) {
    Optional<StoredObject> stored = store.find(key);
    try {
      return stored.map(it -> HistoryLine.of(key, it.content(), index));
    } catch (IllegalArgumentException e) {
      pack.absent(PART, "a result of re-verification is not valid: " + e.getMessage());
      return Optional.empty();
    }
  }

  private boolean addStatement(EvidenceBuilder pack, CycleId cycle, int number) {
    String key = FixityPaths.statement(cycle);
    Optional<StoredObject> stored =
        store
            .find(key)
            .filter(
                it ->
                    verifier
                        .fixityStatement(it.content(), it.lastModified())
                        .filter(statement -> statement.key().equals(key))
                        .isPresent());
    stored.ifPresent(it -> pack.add(PackNames.cycle(number), it.content()));
    return stored.isPresent();
  }
}
