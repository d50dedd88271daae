package dev.waybill.localcloud.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Versions of a bucket by key, newest first. Writers hold the bucket's lock; readers need none. */
final class KeyVersionIndex {
  private final ConcurrentNavigableMap<String, List<StoredVersion>> versions;

  KeyVersionIndex() {
    this(new ConcurrentSkipListMap<>(KeyOrder.UTF_8));
  }

  /**
   * @param versions the empty map to fill, in the order of {@link KeyOrder}
   */
  KeyVersionIndex(ConcurrentNavigableMap<String, List<StoredVersion>> versions) {
    this.versions = versions;
  }

  ConcurrentNavigableMap<String, List<StoredVersion>> all() {
    return versions;
  }

  List<StoredVersion> of(String key) {
    return versions.getOrDefault(key, List.of());
  }

  @Nullable StoredVersion find(String key, @Nullable String versionId) {
    for (StoredVersion version : of(key)) {
      if (versionId == null || version.versionId().equals(versionId)) {
        return version;
      }
    }
    return null;
  }

  /** Adds the newest version of a key. A version with the same id ("null") is replaced. */
  @Nullable StoredVersion put(StoredVersion version) {
    List<StoredVersion> old = of(version.key());
    StoredVersion replaced = find(version.key(), version.versionId());
    List<StoredVersion> list = new ArrayList<>(old.size() + 1);
    list.add(version);
    old.stream().filter(one -> !one.versionId().equals(version.versionId())).forEach(list::add);
    // One atomic step, so that a reader without the lock finds the old version or the new one.
    versions.put(version.key(), List.copyOf(list));
    return replaced;
  }

  /** Replaces a version in place. */
  void update(StoredVersion version) {
    versions.put(
        version.key(),
        of(version.key()).stream()
            .map(old -> old.versionId().equals(version.versionId()) ? version : old)
            .toList());
  }

  @Nullable StoredVersion remove(String key, String versionId) {
    StoredVersion found = find(key, versionId);
    if (found != null) {
      List<StoredVersion> rest =
          of(key).stream().filter(version -> !version.versionId().equals(versionId)).toList();
      if (rest.isEmpty()) {
        versions.remove(key);
      } else {
        versions.put(key, rest);
      }
    }
    return found;
  }
}
