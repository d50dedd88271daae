package dev.waybill.reconcile.place;

import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.SealedRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Facts about one place, in the order of their rows. For one thread. */
final class PlaceFacts {
  private final List<VersionFacts> versions = new ArrayList<>(2);
  private final List<SealedRow> promises = new ArrayList<>(0);
  private final List<EventRow> unstated = new ArrayList<>(0);
  private final Map<String, VersionFacts> unstatedByKey = new HashMap<>(0);
  private long repeated;

  /** Adds a row; rows of one version follow each other. */
  void add(PlacedRow placed) {
    PlaceRow row = placed.row();
    if (row instanceof PlaceRow.Promise promise) {
      promises.add(promise.row());
    } else if (placed.versionId() == null) {
      addUnstated(((PlaceRow.Event) row).row());
    } else {
      add(version(placed.place().key(), placed.versionId()), row);
    }
  }

  private void add(VersionFacts version, PlaceRow row) {
    if (row instanceof PlaceRow.There there) {
      repeated += version.add(there.row()) ? 0 : 1;
    } else if (row instanceof PlaceRow.Seal seal) {
      repeated += version.add(seal.row()) ? 0 : 1;
    } else if (row instanceof PlaceRow.Event event) {
      version.events().add(event.row());
    } else if (row instanceof PlaceRow.RecordGone gone) {
      version.recordGone(gone.cause());
    }
  }

  /** Failed calls need no version. A call with an effect must have had one. */
  private void addUnstated(EventRow event) {
    if (event.isFailed()) {
      addUnattributed(event);
    } else {
      unstated.add(event);
    }
  }

  private VersionFacts version(String key, String versionId) {
    VersionFacts last = versions.isEmpty() ? null : versions.get(versions.size() - 1);
    if (last != null && last.key().equals(key) && versionId.equals(last.versionId())) {
      return last;
    }
    VersionFacts added = new VersionFacts(key, versionId);
    versions.add(added);
    return added;
  }

  /** Adds an event of which no version is known. */
  void addUnattributed(EventRow event) {
    unstatedByKey
        .computeIfAbsent(event.key(), key -> new VersionFacts(key, null))
        .events()
        .add(event);
  }

  /** Returns the versions, without those of which the id is unknown. */
  List<VersionFacts> versions() {
    return versions;
  }

  /** Returns the versions with an id, and one for the events of each key that state none. */
  List<VersionFacts> all() {
    List<VersionFacts> all = new ArrayList<>(versions);
    all.addAll(unstatedByKey.values());
    return all;
  }

  /** Returns the entries of other places whose copies belong here. */
  List<SealedRow> promises() {
    return promises;
  }

  /** Returns the events with an effect that state no version. */
  List<EventRow> unstated() {
    return unstated;
  }

  /** Returns the number of rows that repeat a version of the same source. */
  long repeated() {
    return repeated;
  }

  /** Returns the number of facts, which bounds the memory. */
  int size() {
    return versions.size() + promises.size() + unstated.size();
  }
}
