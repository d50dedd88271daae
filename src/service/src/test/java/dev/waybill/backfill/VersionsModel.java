package dev.waybill.backfill;

import dev.waybill.fixity.shape.ListedKeyOrder;
import dev.waybill.fixity.shape.RawVersion;
import dev.waybill.fixity.shape.RawVersionPage;
import dev.waybill.fixity.shape.RawVersionPages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Versions of a bucket in memory, listed as S3 lists them: every page names its last version. */
final class VersionsModel implements RawVersionPages {
  private final TreeMap<String, List<RawVersion>> keys = new TreeMap<>(ListedKeyOrder::compare);
  private final int pageSize;
  private int ids;

  VersionsModel(int pageSize) {
    this.pageSize = pageSize;
  }

  synchronized String put(String key, Instant at) {
    return add(key, at, false);
  }

  synchronized void hide(String key, Instant at) {
    String unused = add(key, at, true);
  }

  private String add(String key, Instant at, boolean marker) {
    String id = "v" + ids++;
    keys.computeIfAbsent(key, it -> new ArrayList<>())
        .add(0, new RawVersion(key, id, true, marker, marker ? 0 : 3, at, marker ? null : "e"));
    return id;
  }

  synchronized void delete(String key, String versionId) {
    keys.getOrDefault(key, new ArrayList<>()).removeIf(it -> it.versionId().equals(versionId));
  }

  synchronized List<RawVersion> all() {
    return keys.values().stream().flatMap(List::stream).toList();
  }

  @Override
  public synchronized RawVersionPage page(
      String prefix, @Nullable String key, @Nullable String versionId) {
    List<RawVersion> after =
        all().stream()
            .filter(it -> it.key().startsWith(prefix))
            .filter(it -> isAfter(it, key, versionId))
            .toList();
    List<RawVersion> page = after.subList(0, Math.min(pageSize, after.size()));
    if (page.size() == after.size()) {
      return new RawVersionPage(page, null, null);
    }
    RawVersion last = page.get(page.size() - 1);
    return new RawVersionPage(page, last.key(), last.versionId());
  }

  private boolean isAfter(RawVersion version, @Nullable String key, @Nullable String versionId) {
    int order = key == null ? 1 : ListedKeyOrder.compare(version.key(), key);
    if (order != 0 || versionId == null) {
      return order > 0;
    }
    List<RawVersion> ofKey = keys.getOrDefault(key, List.of());
    int marker = (int) ofKey.stream().takeWhile(it -> !it.versionId().equals(versionId)).count();
    return ofKey.indexOf(version) > marker;
  }
}
