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

/** Any run of writes, deletes and restarts leaves what a plain sorted map would hold. */
final class StoreModelTest {
  /** Their order by UTF-8 differs from Java's; some are prefixes of others or of a roll-up. */
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

  private record Held(String versionId, boolean marker, String text) {}

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
    private final NavigableMap<String, List<Held>> model =
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
      List<Held> held = model.computeIfAbsent(action.key(), key -> new ArrayList<>());
      switch (action.kind()) {
        case PUT -> put(action.key(), held);
        case DELETE -> delete(action.key(), held);
        case DELETE_OLDEST -> deleteOldest(action.key(), held);
        case ENABLE -> bucket.setVersioning(Versioning.ENABLED);
        case SUSPEND -> bucket.setVersioning(Versioning.SUSPENDED);
        case REOPEN -> reopen();
      }
      model.values().removeIf(List::isEmpty);
    }

    private void put(String key, List<Held> held) {
      String text = "text " + puts++;
      top(held, new Held(Puts.put(bucket, key, text).versionId(), false, text));
    }

    private void delete(String key, List<Held> held) {
      DeleteResult deleted = bucket.delete(key, null, null, false, null);
      if (deleted.deleteMarker()) {
        top(held, new Held(deleted.versionId(), true, ""));
      } else {
        held.clear();
      }
    }

    private static void top(List<Held> held, Held newest) {
      held.removeIf(old -> old.versionId().equals(newest.versionId()));
      held.add(0, newest);
    }

    private void deleteOldest(String key, List<Held> held) {
      if (!held.isEmpty()) {
        Held oldest = held.remove(held.size() - 1);
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
      model.forEach((key, held) -> held.forEach(one -> expected.add(key + " " + one.versionId())));
      for (int max = 1; max <= 4; max++) {
        assertThat(Pages.versions(bucket, max)).isEqualTo(expected);
        for (String prefix : List.of("", "a", "a/", "é/")) {
          assertThat(Pages.objects(bucket, prefix, null, max)).isEqualTo(live(prefix, null));
          assertThat(Pages.objects(bucket, prefix, "/", max)).isEqualTo(live(prefix, "/"));
        }
      }
      model.forEach((key, held) -> held.forEach(one -> checkContent(key, one)));
    }

    private void checkContent(String key, Held held) {
      StoredVersion found = bucket.find(key, held.versionId());
      assertThat(found).isNotNull();
      assertThat(found.deleteMarker()).isEqualTo(held.marker());
      assertThat(Puts.text(bucket, found)).isEqualTo(held.text());
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
