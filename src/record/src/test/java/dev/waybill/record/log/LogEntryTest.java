package dev.waybill.record.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.RecordKey;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogEntryTest {
  private static final ObjectVersion VERSION =
      new ObjectVersion("caa304-raw-data", "incoming/a.txt", "v1");

  private static final LogEntry ENTRY =
      new LogEntry(
          EntryKind.SEAL,
          "records/a.sigstore.json",
          Sha256.hash("record"),
          VERSION,
          5,
          "etag",
          Sha256.hash("object"),
          "processed/a.txt",
          Instant.parse("2026-11-29T12:00:00.123Z"));

  private static final String JSON =
      "{\"bucket\":\"caa304-raw-data\",\"destination\":\"processed/a.txt\",\"eTag\":\"etag\","
          + "\"key\":\"incoming/a.txt\",\"kind\":\"seal\",\"record\":\"records/a.sigstore.json\","
          + "\"recordSha256\":\"74a0ec68af4eca525be58ad29a0a4a7fd9d32bdb8be72a8bd29d6b0a6c2db0a9\","
          + "\"sealed\":\"2026-11-29T12:00:00.123Z\","
          + "\"sha256\":\"2958d416d08aa5a472d7b509036cb7eafed542add84527e66a145ea64cb4cdc7\","
          + "\"size\":5,\"v\":1,\"versionId\":\"v1\"}";

  private static LogEntry entry(String key, long size, String eTag) {
    ObjectVersion version = new ObjectVersion("bucket", key, "null");
    return new LogEntry(
        EntryKind.BACKFILL,
        "records/x",
        Sha256.hash("record"),
        version,
        size,
        eTag,
        Sha256.hash("object"),
        null,
        Instant.parse("2026-11-29T12:00:00Z"));
  }

  private static LogEntry promotedTo(String destination, String bucket) {
    return new LogEntry(
        EntryKind.SEAL,
        "records/a.sigstore.json",
        Sha256.hash("record"),
        VERSION,
        5,
        "etag",
        Sha256.hash("object"),
        destination,
        bucket,
        Instant.parse("2026-11-29T12:00:00.123Z"));
  }

  @Test
  void statesTheBucketOfACopyOnlyWhenItIsAnotherOne() {
    LogEntry away = promotedTo("done/a.txt", "done-bucket");

    assertThat(new String(away.bytes(), StandardCharsets.UTF_8))
        .contains("\"destination\":\"done/a.txt\",\"destinationBucket\":\"done-bucket\",\"eTag\"");
    assertThat(LogEntry.parse(away.bytes())).isEqualTo(away);
    assertThat(away.bucketOfCopy()).isEqualTo("done-bucket");
    assertThat(ENTRY.bucketOfCopy()).isEqualTo("caa304-raw-data");
  }

  @Test
  void rejectsABucketOfNoCopyAndOneThatIsImplied() {
    assertThatThrownBy(() -> promotedTo(null, "done-bucket"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> promotedTo("processed/a.txt", "caa304-raw-data"))
        .isInstanceOf(IllegalArgumentException.class);
    String implied =
        new String(ENTRY.bytes(), StandardCharsets.UTF_8)
            .replace("\"eTag\"", "\"destinationBucket\":\"caa304-raw-data\",\"eTag\"");
    assertThatThrownBy(() -> LogEntry.parse(implied.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidLogException.class);
  }

  @Test
  void writesCanonicalJson() {
    assertThat(new String(ENTRY.bytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            JSON.replaceFirst("74a0[0-9a-f]*", ENTRY.recordSha256().hex())
                .replaceFirst("2958[0-9a-f]*", ENTRY.sha256().hex()));
    assertThat(LogEntry.parse(ENTRY.bytes())).isEqualTo(ENTRY);
    assertThat(ENTRY.leafHash()).isEqualTo(TreeHash.ofEntry(ENTRY.bytes()));
  }

  @Test
  void statesKindsWithThePlacesOfTheirRecords() {
    assertThat(EntryKind.prefixes())
        .containsExactly(
            "records/",
            "fixity/cycle/",
            "repairs/",
            "reconcile/",
            "drills/",
            "trail/",
            "delegations/");
    assertThat(EntryKind.ofLabel("fixity-cycle")).contains(EntryKind.FIXITY_CYCLE);
    assertThat(EntryKind.ofLabel("FIXITY_CYCLE")).isEmpty();
    assertThat(RecordKey.of(VERSION)).startsWith(EntryKind.SEAL.prefix());
    byte[] cycle = JSON.replace("\"seal\"", "\"fixity-cycle\"").getBytes(StandardCharsets.UTF_8);
    assertThat(LogEntry.parse(cycle).kind()).isEqualTo(EntryKind.FIXITY_CYCLE);
  }

  @Test
  void escapesAsRfc8785() {
    LogEntry entry = entry("a\"\\/\b\f\n\r\t\u0000\u001f\u007f\u20ac\ud83d\ude00", 0, null);

    assertThat(new String(entry.bytes(), StandardCharsets.UTF_8))
        .contains("\"key\":\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u20ac\ud83d\ude00\"");
    assertThat(LogEntry.parse(entry.bytes())).isEqualTo(entry);
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.strings()
        .withChars("ab/\"\\\b\n\t\u0000\u001f\u0080é\u2028€\uffff")
        .ofMinLength(1)
        .ofMaxLength(40);
  }

  @Property
  void readsTheEntriesThatItWrites(
      @ForAll @From("keys") String key, @ForAll @LongRange(max = (1L << 53) - 1) long size) {
    LogEntry entry = entry(key, size, key);

    assertThat(LogEntry.parse(entry.bytes())).isEqualTo(entry);
  }

  @Property
  void acceptsOnlyEntriesThatItWritesInTheSameWay(
      @ForAll @IntRange(max = 500) int at, @ForAll byte changed) {
    byte[] bytes = ENTRY.bytes();
    bytes[at % bytes.length] = changed;
    try {
      assertThat(LogEntry.parse(bytes).bytes()).isEqualTo(bytes);
    } catch (InvalidLogException rejected) {
      assertThat(rejected).hasMessageContaining("the entry");
    }
  }

  @Test
  void holdsTheLongestKeys() {
    for (String unit : List.of("\u0001", "€", "\ud83d\ude00")) {
      String key = unit.repeat(1024 / unit.getBytes(StandardCharsets.UTF_8).length);
      ObjectVersion version = new ObjectVersion("b".repeat(63), key, "v".repeat(1024));
      LogEntry entry =
          new LogEntry(
              EntryKind.SEAL,
              RecordKey.of(version),
              Sha256.hash("record"),
              version,
              (1L << 53) - 1,
              "e".repeat(64),
              Sha256.hash("object"),
              key,
              Instant.parse("2026-11-29T12:00:00.123456789Z"));

      assertThat(entry.bytes().length).isLessThan(EntryBundle.MAX_ENTRY_BYTES / 3);
      assertThat(LogEntry.parse(entry.bytes())).isEqualTo(entry);
    }
  }

  @Test
  void rejectsValuesThatNoEntryHas() {
    assertThatThrownBy(() -> entry("a", -1, null)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> entry("a", 1L << 53, null))
        .isInstanceOf(IllegalArgumentException.class);
    LogEntry half = entry("a\ud83d", 0, null);
    assertThatThrownBy(half::bytes).isInstanceOf(IllegalArgumentException.class);
    LogEntry large = entry("a", 0, "e".repeat(EntryBundle.MAX_ENTRY_BYTES));
    assertThatThrownBy(large::bytes).isInstanceOf(IllegalArgumentException.class);
  }

  static Stream<Map.Entry<String, String>> defects() {
    String json = new String(ENTRY.bytes(), StandardCharsets.UTF_8);
    return Stream.of(
        Map.entry("empty", ""),
        Map.entry("no object", "[]"),
        Map.entry("null", "null"),
        Map.entry("cut off", json.substring(0, json.length() - 1)),
        Map.entry("more behind it", json + "{}"),
        Map.entry("line break behind it", json + "\n"),
        Map.entry("white space", json.replace(":", ": ")),
        Map.entry("another version", json.replace("\"v\":1", "\"v\":2")),
        Map.entry("version is text", json.replace("\"v\":1", "\"v\":\"1\"")),
        Map.entry("version is a fraction", json.replace("\"v\":1", "\"v\":1.0")),
        Map.entry("no version", json.replace("\"v\":1,", "")),
        Map.entry("unknown kind", json.replace("seal\"", "unseal\"")),
        Map.entry("unknown member", json.replace("\"v\":1", "\"u\":1,\"v\":1")),
        Map.entry("repeated member", json.replace("\"v\":1", "\"v\":1,\"v\":1")),
        Map.entry("other order", json.replace("\"size\":5,\"v\":1", "\"v\":1,\"size\":5")),
        Map.entry("size is text", json.replace("\"size\":5", "\"size\":\"5\"")),
        Map.entry("size is a fraction", json.replace("\"size\":5", "\"size\":5.0")),
        Map.entry("size has an exponent", json.replace("\"size\":5", "\"size\":5e0")),
        Map.entry("size is negative", json.replace("\"size\":5", "\"size\":-5")),
        Map.entry("size is minus zero", json.replace("\"size\":5", "\"size\":-0")),
        Map.entry("size above 2^53", json.replace("\"size\":5", "\"size\":9007199254740992")),
        Map.entry("size of 400 digits", json.replace("\"size\":5", "\"size\":" + "9".repeat(400))),
        Map.entry("huge exponent", json.replace("\"size\":5", "\"size\":1e999999999")),
        Map.entry("eTag is a number", json.replace("\"etag\"", "7")),
        Map.entry("eTag is null", json.replace("\"etag\"", "null")),
        Map.entry("destination is a list", json.replace("\"processed/a.txt\"", "[]")),
        Map.entry("digest in capitals", json.replace(hex(), hex().toUpperCase(Locale.ROOT))),
        Map.entry("digest is short", json.replace(hex(), hex().substring(1))),
        Map.entry("time with offset", json.replace(".123Z", ".123+00:00")),
        Map.entry("time with a zero more", json.replace(".123Z", ".123000Z")),
        Map.entry("no time", json.replace("2026-11-29T12:00:00.123Z", "")),
        Map.entry("no key", json.replace("incoming/a.txt", "")),
        Map.entry("escaped slash", json.replace("incoming/a", "incoming\\/a")),
        Map.entry("escaped letter", json.replace("incoming/a", "incoming/\\u0061")),
        Map.entry("half a surrogate pair", json.replace("incoming/a", "incoming/\\ud83d")),
        Map.entry("deeply nested", "[".repeat(60_000)),
        Map.entry("too large", " ".repeat(EntryBundle.MAX_ENTRY_BYTES) + json));
  }

  private static String hex() {
    return ENTRY.sha256().hex();
  }

  @ParameterizedTest
  @MethodSource("defects")
  void rejectsOtherBytes(Map.Entry<String, String> defect) {
    byte[] bytes = defect.getValue().getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> LogEntry.parse(bytes))
        .as(defect.getKey())
        .isInstanceOf(InvalidLogException.class);
  }

  @Test
  void recognisesItsRecord() {
    assertThat(ENTRY.isOf("record".getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(ENTRY.isOf("Record".getBytes(StandardCharsets.UTF_8))).isFalse();
  }
}
