package dev.waybill.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.ObjectAttributes;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.attributes.AttributeGroup;
import dev.waybill.record.attributes.StatedAttributes;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.PromotionSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CopySearchTest {
  private static final String KEY = "processed/a";
  private static final ObjectVersion SOURCE = new ObjectVersion("raw", "incoming/a", "v1");
  private static final Map<String, String> HEADERS = Map.of("content-type", "text/plain");
  private static final Map<String, String> METADATA = Map.of("owner", "ada");
  private static final Map<String, String> TAGS = Map.of("class", "secret");

  private final Versions sources = new Versions();

  /** Version as the fake has it; the content is null for one that cannot be read. */
  private record Stored(String content, Map<String, String> metadata, Map<String, String> tags) {}

  private static final class Versions implements CopySources {
    private final Map<ObjectVersion, Stored> stored = new LinkedHashMap<>();
    private final List<ObjectVersion> read = new ArrayList<>();

    private void add(String bucket, String key, String id, String content) {
      add(bucket, key, id, new Stored(content, METADATA, TAGS));
    }

    private void add(String bucket, String key, String id, Stored version) {
      stored.put(new ObjectVersion(bucket, key, id), version);
    }

    @Override
    public List<ObjectVersion> versions(String bucket, String key, int limit) {
      return stored.keySet().stream()
          .filter(it -> it.bucket().equals(bucket) && it.key().equals(key))
          .limit(limit)
          .toList();
    }

    @Override
    public Optional<ObjectAttributes> attributes(ObjectVersion version) {
      return Optional.ofNullable(stored.get(version))
          .map(
              it ->
                  new ObjectAttributes(
                      it.content == null ? 7 : CopySearchTest.bytes(it.content).length,
                      "etag",
                      null,
                      null,
                      new Encryption("AES256", null, false),
                      HEADERS,
                      it.metadata,
                      null,
                      Instant.EPOCH));
    }

    @Override
    public Optional<Map<String, String>> tags(ObjectVersion version) {
      return Optional.ofNullable(stored.get(version).tags);
    }

    @Override
    public InputStream bytes(ObjectVersion version) throws IOException {
      read.add(version);
      String content = stored.get(version).content;
      if (content == null) {
        throw new IOException("archived");
      }
      return new ByteArrayInputStream(CopySearchTest.bytes(content));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static CustodyRecord record() {
    Instant at = Instant.parse("2026-11-30T00:00:00Z");
    return new CustodyRecord(
        SOURCE,
        Sha256.hash("content"),
        7,
        "etag",
        null,
        null,
        at,
        at,
        KEY,
        null,
        Hasher.WAYBILL,
        new StatedAttributes(
            AttributeGroup.of(HEADERS), AttributeGroup.of(METADATA), AttributeGroup.of(TAGS)),
        null,
        "key",
        "type",
        "{}");
  }

  private List<Candidate> search(long singleCopyLimit, String... buckets) {
    return new CopySearch(sources, new PromotionSettings(singleCopyLimit, 4, 1), List.of(buckets))
        .search(record(), KEY);
  }

  private List<String> problems(String... buckets) {
    return search(1000, buckets).stream().map(it -> String.valueOf(it.problem())).toList();
  }

  @Test
  void takesFirstVersionWhoseBytesAreThoseOfTheRecord() {
    sources.add("raw", KEY, "altered", "CONTENT");
    sources.add("raw", KEY, "good", "content");
    sources.add("raw", KEY, "older", "content");

    List<Candidate> compared = search(1000);

    assertThat(compared).hasSize(2);
    assertThat(compared.get(0).problem()).startsWith("has other bytes: sha256 ");
    assertThat(compared.get(1).isGood()).isTrue();
    assertThat(compared.get(1).version().versionId()).isEqualTo("good");
    assertThat(compared.get(1).good().parts()).isNull();
  }

  @Test
  void looksAtTheDestinationThenAtTheSourceThenAtOtherBuckets() {
    sources.add("raw", KEY, "d", "CONTENT");
    sources.add("raw", "incoming/a", "v1", "CONTENT");
    sources.add("replica", KEY, "r", "CONTENT");
    sources.add("replica", "incoming/a", "s", "content");

    assertThat(search(1000, "replica"))
        .extracting(it -> it.version().versionId())
        .containsExactly("d", "v1", "r", "s");
  }

  @Test
  void readsNoOtherVersionOfTheSourceThanTheSealedOne() {
    sources.add("raw", "incoming/a", "v2", "content");

    assertThat(problems()).containsExactly("does not exist, or cannot be read");
  }

  @Test
  void readsNothingOfAnotherSize() {
    sources.add("raw", KEY, "truncated", "conten");

    assertThat(problems())
        .containsExactly("has 6 bytes instead of 7", "does not exist, or cannot be read");
    assertThat(sources.read).isEmpty();
  }

  @Test
  void takesNoCopyWithOtherMetadataOrTags() {
    sources.add("raw", KEY, "m", new Stored("content", Map.of("owner", "eve"), TAGS));
    sources.add("raw", KEY, "t", new Stored("content", METADATA, Map.of()));
    sources.add("raw", KEY, "denied", new Stored("content", METADATA, null));

    assertThat(problems())
        .containsExactly(
            "has other metadata than sealed",
            "has other tags than sealed",
            "its tags cannot be read; allow s3:GetObjectVersionTagging",
            "does not exist, or cannot be read");
  }

  @Test
  void goesOnAfterVersionThatCannotBeRead() {
    sources.add("raw", KEY, "archived", new Stored(null, METADATA, TAGS));
    sources.add("raw", KEY, "good", "content");

    assertThat(problems()).containsExactly("its bytes cannot be read: archived", "null");
  }

  @Test
  void givesDigestsOfPartsForObjectThatIsTooLargeForOneCopy() {
    sources.add("raw", KEY, "good", "content");

    assertThat(search(6).get(0).good().parts().digests())
        .containsExactly(Sha256.hash("cont"), Sha256.hash("ent"));
  }
}
