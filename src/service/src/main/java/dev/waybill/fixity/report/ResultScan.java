package dev.waybill.fixity.report;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.result.InvalidResultException;
import dev.waybill.fixity.result.TileResultFile;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.log.StoredObject;
import dev.waybill.record.object.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reader of all results of a cycle in the order of their keys. Of the results of one tile, the last
 * attempt with the most entries counts.
 */
final class ResultScan {
  /** Number of files that are read concurrently. */
  private static final int BATCH = 32;

  private static final Pattern SLICE = Pattern.compile("(\\d{3,12})/(\\d{3})/.*");
  private static final int GROUP = 1000;

  private final LogStore store;
  private final CycleFacts facts;
  private final CycleId cycle;
  private final CycleTally tally;
  private final ResultList list = new ResultList();
  private @Nullable TileResult widest;

  ResultScan(LogStore store, CycleFacts facts) {
    this.store = store;
    this.facts = facts;
    this.cycle = facts.cycle();
    this.tally = new CycleTally(facts.begin().size());
  }

  /** Reads everything. Call once. */
  void run() {
    List<String> batch = new ArrayList<>();
    try (Stream<Listed> listed = store.list(FixityPaths.RESULTS + cycle.name() + "/")) {
      listed.forEach(
          it -> {
            boolean isResult =
                task(it.key()).isPresent() && it.size() <= TileResultFile.MAX_FILE_BYTES;
            if (isResult) {
              batch.add(it.key());
            }
            if (!isResult || batch.size() == BATCH) {
              read(batch);
              batch.clear();
            }
            if (!isResult) {
              list.addInvalid(it.key());
            }
          });
    }
    read(batch);
    count(null);
    tally.end();
  }

  /** Returns the unit of work that a key names; empty when it is no key of a result. */
  private Optional<TileTask> task(String key) {
    String prefix = FixityPaths.RESULTS + cycle.name() + "/";
    Matcher slice = SLICE.matcher(key.substring(prefix.length()));
    return slice.matches()
        ? FixityPaths.taskOf(
            cycle, Long.parseLong(slice.group(1)) * GROUP + Long.parseLong(slice.group(2)), key)
        : Optional.empty();
  }

  private void read(List<String> keys) {
    List<Optional<StoredObject>> found = store.findAll(keys);
    for (int at = 0; at < keys.size(); at++) {
      String key = keys.get(at);
      found.get(at).ifPresent(it -> read(key, it.content()));
    }
  }

  private void read(String key, byte[] file) {
    try {
      TileResult result = TileResultFile.decode(file);
      if (!FixityPaths.result(result.task()).equals(key)
          || result.range().to() > facts.end().size()) {
        list.addInvalid(key);
      } else if (result.ended().isAfter(facts.ended())) {
        return;
      } else {
        compare(result);
      }
    } catch (InvalidResultException e) {
      list.addInvalid(key);
    }
    list.add(key, Sha256.hash(file));
  }

  /** Keeps the wider one of two results of a tile, which follow each other in the listing. */
  private void compare(TileResult result) {
    TileResult other = widest;
    if (other == null || other.range().tile() != result.range().tile()) {
      count(result);
    } else if (isOlder(other, result)) {
      supersede(other);
      widest = result;
    } else {
      supersede(result);
    }
  }

  private static boolean isOlder(TileResult one, TileResult other) {
    int width = Integer.compare(one.range().width(), other.range().width());
    return width < 0 || (width == 0 && one.task().attempt() < other.task().attempt());
  }

  private void supersede(TileResult result) {
    list.addSuperseded(
        result.examinations().stream()
            .map(Examination::condition)
            .filter(it -> it.isDefect())
            .count());
  }

  /** Counts the result of the tile before. */
  private void count(@Nullable TileResult following) {
    if (widest != null) {
      tally.add(widest);
    }
    if (following != null && !tally.follows(following)) {
      throw new IllegalStateException("the results are not listed in the order of their keys");
    }
    widest = following;
  }

  /** Returns the numbers of all results. */
  CycleTally tally() {
    return tally;
  }

  /** Returns the list of the result files. */
  ResultList list() {
    return list;
  }
}
