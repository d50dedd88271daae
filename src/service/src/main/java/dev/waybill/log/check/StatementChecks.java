package dev.waybill.log.check;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.log.StoredObject;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.Quantity;
import dev.waybill.record.log.TreeHash;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Comparison of cosigned checkpoints and of anchors with the newest checkpoint. */
final class StatementChecks {
  private static final Pattern COSIGNED = Pattern.compile("log/cosigned/(\\d{19})");
  private static final Pattern ANCHOR = Pattern.compile("log/anchor/(\\d{19})-([0-9a-f]{64})");

  private final LogStore store;
  private final CheckpointReader reader;

  StatementChecks(LogStore store, CheckpointReader reader) {
    this.store = store;
    this.reader = reader;
  }

  /** Checks the statements about trees from a size on, up to and including another size. */
  void check(OpenedLog log, long from, long to, Consumer<LogDefect> defects) {
    each(LogPaths.COSIGNED, from, to, it -> checkCosigned(log, it, defects));
    each(LogPaths.ANCHORS, from, to, it -> checkAnchor(log, it, defects));
  }

  /** Checks one object again; objects of other kinds are ignored. */
  void check(OpenedLog log, String key, Consumer<LogDefect> defects) {
    if (key.startsWith(LogPaths.COSIGNED)) {
      checkCosigned(log, key, defects);
    } else if (key.startsWith(LogPaths.ANCHORS) && store.find(key).isPresent()) {
      checkAnchor(log, key, defects);
    }
  }

  private void each(String prefix, long from, long to, Consumer<String> check) {
    String first = prefix + padded(from);
    // The key before every one of that size: a digit less.
    String after = first.substring(0, first.length() - 1);
    String last = prefix + padded(to) + "~";
    try (Stream<Listed> listed = from == 0 ? store.list(prefix) : store.list(prefix, after)) {
      listed
          .map(Listed::key)
          .takeWhile(it -> it.compareTo(last) < 0)
          .filter(it -> it.compareTo(first) >= 0 || from == 0)
          .forEach(check);
    }
  }

  private static String padded(long size) {
    return String.format("%019d", size);
  }

  private void checkCosigned(OpenedLog log, String key, Consumer<LogDefect> defects) {
    Optional<StoredObject> stored = store.find(key);
    if (stored.isEmpty()) {
      return;
    }
    CheckpointReader.Read read = reader.read(key, stored.get().content(), false);
    if (read.note().isEmpty()) {
      report(LogDefectKind.COSIGNED_INCONSISTENT, key, detail(read), defects);
      return;
    }
    Checkpoint checkpoint = Checkpoint.of(read.note().get().text());
    Matcher size = COSIGNED.matcher(key);
    if (!size.matches() || Long.parseLong(size.group(1)) != checkpoint.size()) {
      String other = "its checkpoint has the size " + checkpoint.size();
      report(LogDefectKind.COSIGNED_INCONSISTENT, key, other, defects);
      return;
    }
    compare(
        LogDefectKind.COSIGNED_INCONSISTENT,
        key,
        log,
        checkpoint.size(),
        checkpoint.root(),
        defects);
  }

  private static String detail(CheckpointReader.Read read) {
    return read.problem().map(LogDefect::detail).orElse("it is no checkpoint");
  }

  private void checkAnchor(OpenedLog log, String key, Consumer<LogDefect> defects) {
    Matcher anchor = ANCHOR.matcher(key);
    if (!anchor.matches()) {
      report(LogDefectKind.ANCHOR_INCONSISTENT, key, "its key is no size and root", defects);
      return;
    }
    TreeHash root = TreeHash.of(HexFormat.of().parseHex(anchor.group(2)), 0);
    compare(
        LogDefectKind.ANCHOR_INCONSISTENT,
        key,
        log,
        Long.parseLong(anchor.group(1)),
        root,
        defects);
  }

  private void compare(
      LogDefectKind kind,
      String key,
      OpenedLog log,
      long size,
      TreeHash root,
      Consumer<LogDefect> defects) {
    switch (log.consistency().compare(size, root)) {
      case INCONSISTENT -> report(kind, key, "the log has another root at size " + size, defects);
      case LARGER -> {
        // The log may have grown since its checkpoint was read.
        if (reader.newest(it -> {}).filter(it -> it.checkpoint().size() >= size).isEmpty()) {
          report(kind, key, "the log has only " + Quantity.ofEntries(log.size()), defects);
        }
      }
      case CONSISTENT, UNKNOWN -> {}
    }
  }

  private static void report(
      LogDefectKind kind, String key, String detail, Consumer<LogDefect> defects) {
    defects.accept(new LogDefect(kind, key, detail));
  }
}
