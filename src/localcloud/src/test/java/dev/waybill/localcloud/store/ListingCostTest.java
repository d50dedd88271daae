package dev.waybill.localcloud.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that a page of a listing visits the keys that it lists and not those before or between, by
 * the number of lookups in the index. One lookup takes a logarithm of the number of keys.
 */
final class ListingCostTest {
  private static final int FOLDERS = 100;
  private static final int KEYS_OF_FOLDER = 50;
  private static final int PAGE = 10;

  private final CountedMap map = new CountedMap();
  private final KeyVersionIndex index = new KeyVersionIndex(map);

  /** Map of keys that counts the lookups of a listing. */
  private static final class CountedMap extends ConcurrentSkipListMap<String, List<StoredVersion>> {
    private static final long serialVersionUID = 1L;
    private final AtomicInteger lookups = new AtomicInteger();

    CountedMap() {
      super(KeyOrder.UTF_8);
    }

    @Override
    public Map.Entry<String, List<StoredVersion>> higherEntry(String key) {
      lookups.incrementAndGet();
      return super.higherEntry(key);
    }

    @Override
    public Map.Entry<String, List<StoredVersion>> ceilingEntry(String key) {
      lookups.incrementAndGet();
      return super.ceilingEntry(key);
    }
  }

  @BeforeEach
  void fill() {
    for (int folder = 0; folder < FOLDERS; folder++) {
      for (int key = 0; key < KEYS_OF_FOLDER; key++) {
        add("all/%03d/%03d".formatted(folder, key));
      }
    }
  }

  private void add(String key) {
    index.put(StoredVersion.marker(key, key, Instant.EPOCH, "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "all/", "all/050/", "all/050/025", "all/099/030", "all/05"})
  void pageOfVersionsVisitsItsKeysFromAnyKeyMarker(String keyMarker) {
    VersionPage page = Listing.versions(index, new VersionQuery("", null, keyMarker, null, PAGE));
    assertThat(page.versions()).hasSize(PAGE);
    assertThat(page.truncated()).isTrue();
    assertVisited(PAGE);
  }

  @Test
  void pageInsideKeyStartsAtTheKey() {
    String key = "all/050/025";
    VersionPage page = Listing.versions(index, new VersionQuery("", null, key, key, PAGE));
    assertThat(page.versions().get(0).version().key()).isEqualTo("all/050/026");
    assertVisited(PAGE + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "all/", "all/050/045"})
  void pageBelowPrefixVisitsNoKeyOutside(String keyMarker) {
    VersionPage page =
        Listing.versions(index, new VersionQuery("all/050/", null, keyMarker, null, 1000));
    assertThat(page.truncated()).isFalse();
    assertThat(page.versions())
        .allMatch(listed -> listed.version().key().startsWith("all/050/"))
        .isNotEmpty();
    assertVisited(page.versions().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "all/010/", "all/080/"})
  void pageOfCommonPrefixesSkipsTheKeysBelow(String keyMarker) {
    VersionPage page =
        Listing.versions(index, new VersionQuery("all/", "/", keyMarker, null, PAGE));
    assertThat(page.commonPrefixes()).hasSize(PAGE);
    assertVisited(PAGE);
  }

  @Test
  void allPagesTogetherVisitEachKeyOnce() {
    String key = "";
    String id = null;
    int pages = 0;
    VersionPage page;
    do {
      page = Listing.versions(index, new VersionQuery("", null, key, id, PAGE));
      key = page.nextKeyMarker();
      id = page.nextVersionIdMarker();
      pages++;
    } while (page.truncated());
    assertThat(pages).isEqualTo(FOLDERS * KEYS_OF_FOLDER / PAGE);
    // Each further page looks its marker up once more.
    assertThat(map.lookups.get()).isEqualTo(FOLDERS * KEYS_OF_FOLDER + 2 * pages - 1);
  }

  /** One lookup finds the first key, and one more finds each next key. */
  private void assertVisited(int keys) {
    assertThat(map.lookups.get()).isEqualTo(keys + 1);
  }
}
