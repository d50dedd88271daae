package dev.waybill.localcloud.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of paging through versions. */
final class VersionPagingTest {
  @TempDir Path root;

  /** Tools empty a bucket by listing a page, deleting its versions and listing the next one. */
  @Test
  void deletingEachPageBeforeTheNextEmptiesTheBucket() {
    try (ObjectStore store = ObjectStore.open(root, Clock.systemUTC())) {
      Bucket bucket = store.createBucket("bucket", false);
      bucket.setVersioning(Versioning.ENABLED);
      for (int i = 0; i < 5; i++) {
        StoreFixture.put(bucket, "key", "text " + i);
      }
      String key = "";
      String id = null;
      VersionPage page;
      do {
        page = bucket.listVersions(new VersionQuery("", null, key, id, 2));
        page.versions()
            .forEach(one -> bucket.delete("key", one.version().versionId(), null, false, null));
        key = page.nextKeyMarker();
        id = page.nextVersionIdMarker();
      } while (page.truncated());
      assertThat(bucket.find("key", null)).isNull();
      store.deleteBucket("bucket");
    }
  }

  @Test
  void onlyTheNewestVersionIsTheLatest() {
    try (ObjectStore store = ObjectStore.open(root, Clock.systemUTC())) {
      Bucket bucket = store.createBucket("bucket", false);
      bucket.setVersioning(Versioning.ENABLED);
      StoreFixture.put(bucket, "key", "old");
      DeleteResult marker = bucket.delete("key", null, null, false, null);
      List<ListedVersion> listed =
          bucket.listVersions(new VersionQuery("", null, "", null, 10)).versions();
      assertThat(listed).extracting(ListedVersion::latest).containsExactly(true, false);
      assertThat(listed.get(0).version().versionId()).isEqualTo(marker.versionId());
    }
  }
}
