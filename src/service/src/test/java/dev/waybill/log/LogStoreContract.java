package dev.waybill.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.log.LogStore.ListedVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contract of the log store, tested with every implementation. */
public abstract class LogStoreContract {
  /** Folder of one test, because tests may share a bucket. */
  private String folder = LogPaths.PENDING;

  @BeforeEach
  void useAnotherFolder() {
    folder = LogPaths.PENDING + UUID.randomUUID() + "/";
  }

  /** Returns the store to test. */
  protected abstract LogStore store();

  private String key(String name) {
    return folder + name;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String text(String key) {
    return store().find(key).map(it -> text(it)).orElse("absent");
  }

  private static String text(StoredObject object) {
    return new String(object.content(), StandardCharsets.UTF_8);
  }

  private boolean create(String name) {
    return store().create(key(name), bytes(name), Keeping.TEMPORARY);
  }

  @Test
  void findsNothingAtUnusedKey() {
    assertThat(store().find(key("absent"))).isEmpty();
  }

  @Test
  void createsObjectOnce() {
    assertThat(store().create(key("a"), bytes("first"), Keeping.RETAINED)).isTrue();
    assertThat(store().create(key("a"), bytes("second"), Keeping.RETAINED)).isFalse();

    assertThat(text(key("a"))).isEqualTo("first");
  }

  @Test
  void replacesObjectWithETagThatWasRead() {
    Optional<String> first = store().replace(key("a"), bytes("one"), null, Keeping.TEMPORARY);
    assertThat(store().find(key("a")).map(StoredObject::eTag)).isEqualTo(first);
    Optional<String> second =
        store().replace(key("a"), bytes("two"), first.orElseThrow(), Keeping.TEMPORARY);

    assertThat(second).isPresent().isNotEqualTo(first);
    assertThat(text(key("a"))).isEqualTo("two");
  }

  @Test
  void doesNotReplaceObjectOfAnotherWriter() {
    String first = store().replace(key("a"), bytes("one"), null, Keeping.TEMPORARY).orElseThrow();
    assertThat(store().replace(key("a"), bytes("two"), first, Keeping.TEMPORARY)).isPresent();

    assertThat(store().replace(key("a"), bytes("three"), first, Keeping.TEMPORARY)).isEmpty();
    assertThat(store().replace(key("a"), bytes("three"), null, Keeping.TEMPORARY)).isEmpty();
    assertThat(store().replace(key("b"), bytes("three"), first, Keeping.TEMPORARY)).isEmpty();
    assertThat(text(key("a"))).isEqualTo("two");
    assertThat(store().find(key("b"))).isEmpty();
  }

  @Test
  void listsObjectsInOrderOfKeysAfterGivenOne() {
    for (String name : List.of("c", "a", "b")) {
      create(name);
    }

    assertThat(store().list(folder).map(Listed::key)).containsExactly(key("a"), key("b"), key("c"));
    assertThat(store().list(folder, key("a")).map(Listed::key)).containsExactly(key("b"), key("c"));
    assertThat(store().list(folder).map(Listed::size)).containsOnly(1L);
  }

  @Test
  void removesObjectsFromListingAndKeepsTheirVersions() {
    create("a");
    create("b");
    store().delete(List.of(key("a"), key("absent")));

    assertThat(store().list(folder).map(Listed::key)).containsExactly(key("b"));
    assertThat(store().find(key("a"))).isEmpty();
    List<ListedVersion> versions =
        store().versions(folder).filter(it -> it.key().equals(key("a"))).toList();
    assertThat(versions).extracting(ListedVersion::isDeleteMarker).containsExactly(true, false);
    assertThat(versions).extracting(ListedVersion::isLatest).containsExactly(true, false);
    assertThat(store().find(key("a"), versions.get(1).versionId()).map(LogStoreContract::text))
        .contains("a");
    assertThat(store().find(key("a"), versions.get(0).versionId())).isEmpty();
  }

  @Test
  void createsObjectAgainAfterItsRemoval() {
    create("a");
    store().delete(List.of(key("a")));

    assertThat(create("a")).isTrue();
    List<ListedVersion> versions = store().versions(key("a")).toList();
    assertThat(versions).extracting(ListedVersion::isLatest).containsExactly(true, false, false);
    // S3 states whole seconds, so that the order of the others is not known.
    assertThat(versions)
        .extracting(ListedVersion::isDeleteMarker)
        .containsExactlyInAnyOrder(false, true, false)
        .startsWith(false);
  }

  @Test
  void readsAndCreatesManyObjectsInOrder() {
    create("007");
    List<NewObject> objects =
        IntStream.range(0, 30)
            .mapToObj(it -> String.format("%03d", it))
            .map(it -> new NewObject(key(it), bytes("new " + it), Keeping.RETAINED))
            .toList();

    assertThat(store().createAll(objects)).containsExactly(key("007"));
    List<Optional<StoredObject>> found =
        store().findAll(List.of(key("029"), key("absent"), key("007"), key("000")));
    assertThat(found.stream().map(it -> it.map(LogStoreContract::text).orElse("absent")))
        .containsExactly("new 029", "absent", "007", "new 000");
    assertThat(store().findAll(List.of())).isEmpty();
    assertThat(store().createAll(List.of())).isEmpty();
  }

  @Test
  void removesMoreObjectsThanOneCallTakes() {
    List<NewObject> objects =
        IntStream.range(0, 1001)
            .mapToObj(it -> new NewObject(key("many/" + it), bytes("x"), Keeping.TEMPORARY))
            .toList();
    store().createAll(objects);

    store().delete(objects.stream().map(NewObject::key).toList());

    assertThat(store().list(key("many/"))).isEmpty();
    store().delete(List.of());
  }

  @Test
  void failsWhenStoreRejectsManyReads() {
    assertThatThrownBy(() -> rejecting().findAll(List.of(key("a"), key("b"))))
        .isInstanceOf(RuntimeException.class);
  }

  /** Returns a store that rejects every call. */
  protected abstract LogStore rejecting();
}
