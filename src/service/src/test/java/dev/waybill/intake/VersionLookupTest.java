package dev.waybill.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.model.ObjectNotification;
import dev.waybill.model.Purpose;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.record.object.ObjectVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class VersionLookupTest {
  private final FakeVersionIndex objects = new FakeVersionIndex();
  private final VersionLookup lookup = new VersionLookup(objects);

  @Test
  void asksNothingWhenTheNotificationNamesTheVersion() {
    assertThat(lookup.find(notification("incoming/a", null, "v", "e")))
        .isEqualTo(version("incoming/a", "v"));
    assertThat(objects.questions).isEmpty();
  }

  @Test
  void returnsCurrentVersionWithTheSameETag() {
    objects.put("incoming/a", "v2", "new");

    assertThat(lookup.find(notification("incoming/a", null, null, "new")))
        .isEqualTo(version("incoming/a", "v2"));
    assertThat(objects.questions).containsExactly("current incoming/a");
  }

  @Test
  void returnsCurrentVersionWhenTheNotificationHasNoETag() {
    objects.put("incoming/a", "v2", "new");

    assertThat(lookup.find(notification("incoming/a", null, null, null)))
        .isEqualTo(version("incoming/a", "v2"));
  }

  @Test
  void returnsEarlierVersionWithTheSameETag() {
    objects.put("incoming/a", "v1", "old");
    objects.put("incoming/a", "v2", "new");

    assertThat(lookup.find(notification("incoming/a", null, null, "old")))
        .isEqualTo(version("incoming/a", "v1"));
  }

  @Test
  void rejectsNotificationWithoutVersionOfMissingObject() {
    assertThatThrownBy(() -> lookup.find(notification("incoming/a", null, null, "e")))
        .isInstanceOfSatisfying(
            RejectedException.class,
            rejection ->
                assertThat(rejection.outcome().reason()).isEqualTo(RejectReason.OBJECT_GONE));
  }

  @Test
  void prefersVerbatimKeyWhenNoObjectHasTheDecodedOne() {
    assertThat(lookup.find(notification("incoming/a+b", "incoming/a b", "v", "e")))
        .isEqualTo(version("incoming/a+b", "v"));
  }

  @Test
  void usesDecodedKeyWhenOnlyThatObjectExists() {
    objects.put("incoming/a b", "v", "e");

    assertThat(lookup.find(notification("incoming/a+b", "incoming/a b", "v", "e")))
        .isEqualTo(version("incoming/a b", "v"));
  }

  private static ObjectVersion version(String key, String versionId) {
    return new ObjectVersion("raw", key, versionId);
  }

  private static ObjectNotification notification(
      String key, @Nullable String otherKey, @Nullable String versionId, @Nullable String eTag) {
    return new ObjectNotification(
        "raw", key, otherKey, versionId, eTag, null, null, Instant.EPOCH, "id", Purpose.PROMOTE);
  }

  /** Versions of each key, oldest first. */
  private static final class FakeVersionIndex implements VersionIndex {
    private final Map<String, List<Entry>> entries = new HashMap<>();
    private final List<String> questions = new ArrayList<>();

    void put(String key, String versionId, String eTag) {
      entries.computeIfAbsent(key, unused -> new ArrayList<>()).add(new Entry(versionId, eTag));
    }

    @Override
    public boolean exists(String bucket, String key, @Nullable String versionId) {
      questions.add("exists " + key);
      return entries.containsKey(key);
    }

    @Override
    public Optional<Entry> current(String bucket, String key) {
      questions.add("current " + key);
      List<Entry> versions = entries.getOrDefault(key, List.of());
      return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    }

    @Override
    public Optional<String> versionWith(String bucket, String key, String eTag) {
      questions.add("versionWith " + eTag);
      return entries.getOrDefault(key, List.of()).stream()
          .filter(it -> it.eTag().equals(eTag))
          .map(Entry::versionId)
          .findFirst();
    }
  }
}
