package dev.waybill.localcloud.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reader of all pages of a listing that checks the size of each page. */
final class ListingPages {
  private ListingPages() {}

  /** Returns the keys and the common prefixes, which end with a star, in order. */
  static List<String> objects(Bucket bucket, String prefix, String delimiter, int max) {
    List<String> all = new ArrayList<>();
    String after = "";
    ObjectPage page;
    do {
      page = bucket.listObjects(new ObjectQuery(prefix, delimiter, after, max));
      int size = page.objects().size() + page.commonPrefixes().size();
      assertThat(size).isLessThanOrEqualTo(max);
      assertThat(page.truncated()).isEqualTo(page.last() != null);
      if (page.truncated()) {
        assertThat(size).isEqualTo(max);
      }
      all.addAll(merged(page));
      after = page.last();
    } while (page.truncated());
    return all;
  }

  private static List<String> merged(ObjectPage page) {
    return Stream.concat(
            StoreFixture.keys(page).stream(), page.commonPrefixes().stream().map(one -> one + "*"))
        .sorted((a, b) -> KeyOrder.UTF_8.compare(stem(a), stem(b)))
        .toList();
  }

  private static String stem(String entry) {
    return entry.endsWith("*") ? entry.substring(0, entry.length() - 1) : entry;
  }

  /** Returns each version as its key, a space and its id. */
  static List<String> versions(Bucket bucket, int max) {
    List<String> all = new ArrayList<>();
    String key = "";
    String id = null;
    VersionPage page;
    do {
      page = bucket.listVersions(new VersionQuery("", null, key, id, max));
      assertThat(page.versions()).hasSizeLessThanOrEqualTo(max);
      page.versions()
          .forEach(one -> all.add(one.version().key() + " " + one.version().versionId()));
      key = page.nextKeyMarker();
      id = page.nextVersionIdMarker();
    } while (page.truncated());
    return all;
  }
}
