package dev.waybill.fixity.shape;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.RawSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of suspects: the pages that list them are listed once more. */
final class SuspectKeys {
  /** Number of pages in which a version is searched, because versions before it may be new. */
  private static final int MAX_PAGES = 3;

  private final RawVersionPages pages;
  private final PageStarts starts;
  private final RawSettings raw;
  private final RowHasher hasher;
  private long vanished;

  SuspectKeys(RawVersionPages pages, PageStarts starts, RawSettings raw, RowHasher hasher) {
    this.pages = pages;
    this.starts = starts;
    this.raw = raw;
    this.hasher = hasher;
  }

  private record Wanted(PlaceHash place, long versionId) {}

  /** Returns the suspects of some rows. */
  List<Suspect> of(Map<FixityCondition, List<ShapeRow>> rows) {
    List<Suspect> suspects = new ArrayList<>();
    Map<Long, Map<Wanted, FixityCondition>> versions = new HashMap<>();
    rows.forEach(
        (condition, all) -> {
          for (ShapeRow row : all) {
            if (row.is(ShapeRow.SEALED)) {
              suspects.add(new Suspect.OfEntry(condition, row.position()));
            } else {
              versions
                  .computeIfAbsent(row.position(), it -> new HashMap<>())
                  .put(new Wanted(row.place(), row.versionId()), condition);
            }
          }
        });
    versions.forEach((page, wanted) -> find(starts.at(page), wanted, suspects));
    return suspects;
  }

  private void find(PageStart start, Map<Wanted, FixityCondition> wanted, List<Suspect> suspects) {
    PageStart next = start;
    for (int count = 0; count < MAX_PAGES && !wanted.isEmpty() && next != null; count++) {
      RawVersionPage page = next.list(pages);
      page.versions().forEach(it -> find(start.prefix(), it, wanted, suspects));
      next =
          page.nextKey() == null
              ? null
              : new PageStart(start.prefix(), page.nextKey(), page.nextVersionId());
    }
    vanished += wanted.size();
  }

  private void find(
      String prefix,
      RawVersion version,
      Map<Wanted, FixityCondition> wanted,
      List<Suspect> suspects) {
    PlaceHash place = hasher.place(version.key().substring(prefix.length()));
    FixityCondition condition = wanted.remove(new Wanted(place, hasher.of(version.versionId())));
    if (condition != null) {
      suspects.add(
          new Suspect.OfVersion(
              condition, new ObjectVersion(bucket(prefix), version.key(), version.versionId())));
    }
  }

  private String bucket(String prefix) {
    return prefix.equals(raw.processed()) ? raw.destinationBucket() : raw.bucket();
  }

  /** Returns the number of suspects that are not listed any more. */
  long vanished() {
    return vanished;
  }
}
