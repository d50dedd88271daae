package dev.waybill.fixity.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of one place: entries of the log, versions below both prefixes, and delete markers. */
final class ShapePlace {
  /** Places of the source of an entry. */
  enum SourceState {
    /** Its source does not exist any more, so that a copy must exist. */
    REMOVED,
    /** Its source is the current one of its key: retained, or not promoted yet. */
    CURRENT,
    /** Its source exists below a marker or another version: superseded, or retained. */
    COVERED
  }

  private final List<ShapeRow> entries = new ArrayList<>(1);
  private final List<ShapeRow> copies = new ArrayList<>(1);
  private final Map<Long, ShapeRow> sources = new HashMap<>(2);
  private final Set<Identity> known = new HashSet<>(2);
  private @Nullable ShapeRow topCopy;
  private @Nullable ShapeRow topSource;

  private record Identity(long versionId, long digest, long size) {}

  void add(ShapeRow row) {
    if (row.is(ShapeRow.SEALED)) {
      addEntry(row);
    } else if (row.is(ShapeRow.SOURCE)) {
      addSource(row);
    } else {
      addCopy(row);
    }
  }

  /** A record can have more than one entry. */
  private void addEntry(ShapeRow row) {
    if (known.add(new Identity(row.versionId(), row.digest(), row.size()))) {
      entries.add(row);
    }
  }

  private void addSource(ShapeRow row) {
    if (!row.is(ShapeRow.MARKER)) {
      sources.put(row.versionId(), row);
    }
    topSource = row.is(ShapeRow.LATEST) ? row : topSource;
  }

  private void addCopy(ShapeRow row) {
    if (!row.is(ShapeRow.MARKER)) {
      copies.add(row);
    }
    topCopy = row.is(ShapeRow.LATEST) ? row : topCopy;
  }

  /** Returns the entries, without repeated ones. */
  List<ShapeRow> entries() {
    return entries;
  }

  /** Returns the versions below {@code processed/}, without delete markers. */
  List<ShapeRow> copies() {
    return copies;
  }

  /** Returns the versions below {@code incoming/}, without delete markers. */
  List<ShapeRow> sources() {
    return List.copyOf(sources.values());
  }

  /** Returns the newest version or marker below {@code processed/}. */
  Optional<ShapeRow> topCopy() {
    return Optional.ofNullable(topCopy);
  }

  /** Returns the newest version or marker below {@code incoming/}. */
  Optional<ShapeRow> topSource() {
    return Optional.ofNullable(topSource);
  }

  /** Returns the version that an entry states, if it is still below {@code incoming/}. */
  Optional<ShapeRow> source(ShapeRow entry) {
    return entry.is(ShapeRow.ELSEWHERE)
        ? Optional.empty()
        : Optional.ofNullable(sources.get(entry.versionId()));
  }

  SourceState state(ShapeRow entry) {
    return source(entry)
        .map(it -> it.is(ShapeRow.LATEST) ? SourceState.CURRENT : SourceState.COVERED)
        .orElse(SourceState.REMOVED);
  }
}
