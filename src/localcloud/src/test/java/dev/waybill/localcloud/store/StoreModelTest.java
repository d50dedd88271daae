package dev.waybill.localcloud.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Property test that compares the store with a sorted map after random operations. */
final class StoreModelTest {
  /** Keys whose UTF-8 order differs from Java's, some of which are prefixes of others. */
  private static final List<String> KEYS =
      List.of("a", "a/", "a/b", "a/b/c", "a/\uDBFF\uDFFF", "a0", "\uE000", "\uD83D\uDE00", "é/é");

  private enum Kind {
    PUT,
    DELETE,
    DELETE_OLDEST,
    ENABLE,
    SUSPEND,
    REOPEN
  }

  private record Action(Kind kind, String key) {}

  private record ModelVersion(String versionId, boolean marker, String text) {}

  @Provide
  Arbitrary<List<Action>> actions() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.just(Kind.PUT)), Tuple.of(4, Arbitraries.of(Kind.class)));
    return Combinators.combine(kinds, Arbitraries.of(KEYS)).as(Action::new).list().ofMaxSize(30);
  }

  @Property(tries = 120)
  void behavesLikeASortedMap(@ForAll("actions") List<Action> actions) throws IOException {
    Path root = Files.createTempDirectory("store-model");
    try (Run run = new Run(root)) {
      actions.forEach(run::apply);
      run.reopen();
      run.check();
    } finally {
      erase(root);
    }
  }

  private static void erase(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static final class Run implements AutoCloseable {
    private final NavigableMap<String, List<ModelVersion>> model =
        new TreeMap<>(
            Comparator.comparing(
                key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
    private final Path root;
    private ObjectStore store;
    private Bucket bucket;
    private int puts;

    Run(Path root) {
      this.root = root;
      this.store = ObjectStore.open(root, Clock.systemUTC());
      this.bucket = store.createBucket("bucket", false);
    }

    void apply(Action action) {
      List<ModelVersion> versions = model.computeIfAbsent(action.key(), key -> new ArrayList<>());
      switch (action.kind()) {
        case PUT -> put(action.key(), versions);
        case DELETE -> delete(action.key(), versions);
        case DELETE_OLDEST -> deleteOldest(action.key(), versions);
        case ENABLE -> bucket.setVersioning(Versioning.ENABLED);
        case SUSPEND -> bucket.setVersioning(Versioning.SUSPENDED);
        case REOPEN -> reopen();
      }
      model.values().removeIf(List::isEmpty);
    }

    private void put(String key, List<ModelVersion> versions) {
      String text = "text " + puts++;
      top(versions, new ModelVersion(StoreFixture.put(bucket, key, text).versionId(), false, text));
    }

    private void delete(String key, List<ModelVersion> versions) {
      DeleteResult deleted = bucket.delete(key, null, null, false, null);
      if (deleted.deleteMarker()) {
        top(versions, new ModelVersion(deleted.versionId(), true, ""));
      } else {
        versions.clear();
      }
    }

    private static void top(List<ModelVersion> versions, ModelVersion newest) {
      versions.removeIf(old -> old.versionId().equals(newest.versionId()));
      versions.add(0, newest);
    }

    private void deleteOldest(String key, List<ModelVersion> versions) {
      if (!versions.isEmpty()) {
        ModelVersion oldest = versions.remove(versions.size() - 1);
        bucket.delete(key, oldest.versionId(), null, false, null);
      }
    }

    void reopen() {
      store.close();
      store = ObjectStore.open(root, Clock.systemUTC());
      bucket = store.bucket("bucket");
    }

    void check() {
      List<String> expected = new ArrayList<>();
      model.forEach(
          (key, versions) -> versions.forEach(one -> expected.add(key + " " + one.versionId())));
      for (int max = 1; max <= 4; max++) {
        assertThat(ListingPages.versions(bucket, max)).isEqualTo(expected);
        for (String prefix : List.of("", "a", "a/", "é/")) {
          assertThat(ListingPages.objects(bucket, prefix, null, max)).isEqualTo(live(prefix, null));
          assertThat(ListingPages.objects(bucket, prefix, "/", max)).isEqualTo(live(prefix, "/"));
        }
      }
      model.forEach((key, versions) -> versions.forEach(one -> checkContent(key, one)));
    }

    private void checkContent(String key, ModelVersion version) {
      StoredVersion found = bucket.find(key, version.versionId());
      assertThat(found).isNotNull();
      assertThat(found.deleteMarker()).isEqualTo(version.marker());
      assertThat(StoreFixture.text(bucket, found)).isEqualTo(version.text());
    }

    private List<String> live(String prefix, String delimiter) {
      return model.entrySet().stream()
          .filter(entry -> entry.getKey().startsWith(prefix) && !entry.getValue().get(0).marker())
          .map(entry -> rolledUp(entry.getKey(), prefix, delimiter))
          .distinct()
          .toList();
    }

    private static String rolledUp(String key, String prefix, String delimiter) {
      int at = delimiter == null ? -1 : key.indexOf(delimiter, prefix.length());
      return at < 0 ? key : key.substring(0, at + 1) + "*";
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
