package dev.waybill.fixity.shape;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bucket in memory with S3's versions, delete markers and pages of its listing. */
final class RawBucketModel implements RawVersionPages {
  private final TreeMap<String, List<RawVersion>> keys = new TreeMap<>(ListedKeyOrder::compare);
  private final int pageSize;
  private int ids;
  private Instant now = Instant.parse("2026-11-01T00:00:00Z");

  RawBucketModel(int pageSize) {
    this.pageSize = pageSize;
  }

  void at(Instant time) {
    now = time;
  }

  Instant now() {
    return now;
  }

  String put(String key, long size, String eTag) {
    return add(key, new RawVersion(key, "v" + ++ids, true, false, size, now, eTag), 0);
  }

  String hide(String key) {
    return add(key, new RawVersion(key, "m" + ++ids, true, true, 0, now, null), 0);
  }

  /** Adds a version below the newest one, which S3 never does. */
  String putBelow(String key, long size, String eTag) {
    return add(key, new RawVersion(key, "v" + ++ids, false, false, size, now, eTag), 1);
  }

  private String add(String key, RawVersion version, int place) {
    List<RawVersion> versions = new ArrayList<>(of(key));
    versions.add(Math.min(place, versions.size()), version);
    set(key, versions);
    return version.versionId();
  }

  void delete(String key, String versionId) {
    set(key, of(key).stream().filter(it -> !it.versionId().equals(versionId)).toList());
  }

  /** Changes the size of a version in place, which S3 never does. */
  void resize(String key, String versionId, long size) {
    set(
        key,
        of(key).stream()
            .map(
                it ->
                    it.versionId().equals(versionId)
                        ? new RawVersion(
                            key, versionId, it.latest(), false, size, it.lastModified(), it.eTag())
                        : it)
            .toList());
  }

  private void set(String key, List<RawVersion> versions) {
    List<RawVersion> all = new ArrayList<>();
    for (RawVersion it : versions) {
      all.add(
          new RawVersion(
              key,
              it.versionId(),
              all.isEmpty(),
              it.marker(),
              it.size(),
              it.lastModified(),
              it.eTag()));
    }
    if (all.isEmpty()) {
      keys.remove(key);
    } else {
      keys.put(key, all);
    }
  }

  /** Returns the versions and markers of a key, the newest first. */
  List<RawVersion> of(String key) {
    return keys.getOrDefault(key, List.of());
  }

  List<RawVersion> versions() {
    return keys.values().stream().flatMap(List::stream).toList();
  }

  List<String> keysBelow(String prefix) {
    return keys.keySet().stream().filter(it -> it.startsWith(prefix)).toList();
  }

  @Override
  public RawVersionPage page(String prefix, @Nullable String key, @Nullable String versionId) {
    List<RawVersion> rest =
        keys.values().stream()
            .flatMap(all -> rest(all, key, versionId))
            .filter(it -> it.key().startsWith(prefix))
            .limit(pageSize + 1L)
            .toList();
    if (rest.size() <= pageSize) {
      return new RawVersionPage(rest, null, null);
    }
    List<RawVersion> page = rest.subList(0, pageSize);
    RawVersion last = page.get(pageSize - 1);
    // The SDK separates versions and markers, so that the order within a page is lost.
    return new RawVersionPage(
        page.stream().sorted(Comparator.comparing(RawVersion::marker)).toList(),
        last.key(),
        last.versionId());
  }

  private static Stream<RawVersion> rest(
      List<RawVersion> all, @Nullable String key, @Nullable String versionId) {
    int order = key == null ? 1 : ListedKeyOrder.compare(all.get(0).key(), key);
    if (order != 0 || versionId == null) {
      return order > 0 ? all.stream() : Stream.empty();
    }
    return all.stream().dropWhile(it -> !it.versionId().equals(versionId)).skip(1);
  }
}
