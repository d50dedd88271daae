package dev.waybill.reconcile.inventory;

import static dev.waybill.reconcile.inventory.DeliveredReport.CREATED;
import static dev.waybill.reconcile.inventory.DeliveredReport.FOLDER;
import static dev.waybill.reconcile.inventory.DeliveredReport.PLACE;
import static dev.waybill.reconcile.inventory.DeliveredReport.ROW_A;
import static dev.waybill.reconcile.inventory.DeliveredReport.ROW_B;
import static dev.waybill.reconcile.inventory.DeliveredReport.good;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.reconcile.inventory.file.InventoryLimits;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.reconcile.row.ThereRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of inventory reports that are complete sources. */
final class InventorySourceTest {
  private static final ThereRow A =
      new ThereRow(
          "a",
          "v1",
          false,
          true,
          5,
          "e1",
          Instant.parse("2026-02-01T00:00:00Z"),
          null,
          "SSE-KMS",
          "STANDARD");

  private final List<ThereRow> rows = new ArrayList<>();

  @Test
  void rowsOfAllFilesAreRead() throws Exception {
    SourceReading reading = read(good());
    assertThat(reading.incomplete()).isNull();
    assertThat(reading.asOf()).isEqualTo(CREATED);
    assertThat(reading.since()).isEqualTo(Instant.EPOCH);
    assertThat(reading.name()).isEqualTo("inventory of raw at s3://reports/inv/raw/daily/");
    assertThat(rows).extracting(ThereRow::key).containsExactly("a", "b");
    assertThat(rows.get(0)).isEqualTo(A);
  }

  @Test
  void emptyVersionIdIsTheNullVersion() throws Exception {
    readRows(ROW_A.replace("\"v1\"", "\"\""));
    assertThat(rows.get(0).versionId()).isEqualTo("null");
  }

  @Test
  void deleteMarkerHasNeitherSizeNorETag() throws Exception {
    readRows(
        "\"raw\",\"a\",\"v1\",\"FALSE\",\"TRUE\",\"\",\"2026-02-01T00:00:00.000Z\",\"\",\"\",\"\"");
    assertThat(rows)
        .containsExactly(
            new ThereRow("a", "v1", true, false, 0, null, A.lastModified(), null, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "a%20b, a b",
        "a+b, a b",
        "a%2Bb, a+b",
        "%22quoted%22%2C, `\"quoted\",`",
        "../..//%2e%2E, ../..//..",
        "%F0%9F%92%A9, \uD83D\uDCA9",
        "$%7Bjndi:ldap://x%7D, ${jndi:ldap://x}",
        "%EF%BF%BF, \uFFFF",
      })
  void keysAreDecodedAndNotInterpreted(String encoded, String key) throws Exception {
    readRows(ROW_A.replace("\"a\"", '"' + encoded + '"'));
    assertThat(rows.get(0).key()).isEqualTo(key);
  }

  @Test
  void controlCharactersOfKeysAreKept() throws Exception {
    readRows(ROW_A.replace("\"a\"", "\"%00%0A%0D%1b\""));
    assertThat(rows.get(0).key()).isEqualTo("\0\n\r\u001b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n", ""})
  void lineMayEndAsAnyProgramEndsIt(String end) throws Exception {
    String text = ROW_A + "\r\n" + ROW_A + end;
    read(DeliveredReport.ofBytes(DeliveredReport.gzip(text.getBytes(UTF_8))));
    assertThat(rows).containsExactly(A, A);
  }

  @Test
  void fieldsNeedNoQuotes() throws Exception {
    readRows(ROW_A.replace("\"", ""));
    assertThat(rows).containsExactly(A);
  }

  @Test
  void severalGzipMembersAreOneFile() throws Exception {
    byte[] member = DeliveredReport.gzip((ROW_A + "\n").getBytes(UTF_8));
    byte[] both = new byte[2 * member.length];
    System.arraycopy(member, 0, both, 0, member.length);
    System.arraycopy(member, 0, both, member.length, member.length);
    read(DeliveredReport.ofBytes(both));
    assertThat(rows).containsExactly(A, A);
  }

  @Test
  void emptyFileHasNoRows() throws Exception {
    assertThat(read(DeliveredReport.ofBytes(DeliveredReport.gzip(new byte[0]))).incomplete())
        .isNull();
    assertThat(rows).isEmpty();
  }

  @Test
  void orderAndRepetitionOfRowsAreNotOurs() throws Exception {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      many.add(ROW_A.replace("\"a\"", "\"key-" + i % 5000 + "\""));
    }
    Collections.reverse(many);
    assertThat(read(DeliveredReport.of(many, many)).incomplete()).isNull();
    assertThat(rows).hasSize(20_000);
  }

  @Test
  void unknownColumnsAreNotRead() throws Exception {
    DeliveredReport report = DeliveredReport.of(List.of("\"new\"," + ROW_A));
    report.manifest(it -> it.put("fileSchema", "Brandnew," + DeliveredReport.SCHEMA));
    assertThat(read(report).incomplete()).isNull();
    assertThat(rows).containsExactly(A);
  }

  @Test
  void optionalColumnsMayBeAbsent() throws Exception {
    DeliveredReport report =
        DeliveredReport.of(List.of(ROW_A.replace(",\"STANDARD\",\"SSE-KMS\"", "")));
    report.manifest(
        it ->
            it.put(
                "fileSchema",
                DeliveredReport.SCHEMA.replace(", StorageClass, EncryptionStatus", "")));
    assertThat(read(report).incomplete()).isNull();
    assertThat(rows)
        .containsExactly(
            new ThereRow("a", "v1", false, true, 5, "e1", A.lastModified(), null, null, null));
  }

  @Test
  void newestReportIsRead() throws Exception {
    DeliveredReport report = good();
    deliver(report, "2026-02-28T10-20Z", ROW_B);
    deliver(report, "2026-03-01T11-00Z", ROW_A);
    assertThat(read(report).asOf()).isEqualTo(CREATED.plusSeconds(1));
    assertThat(rows).containsExactly(A);
  }

  @ParameterizedTest
  @ValueSource(strings = {"manifest.json", "manifest.checksum"})
  void reportThatIsBeingDeliveredIsNotRead(String missing) throws Exception {
    DeliveredReport report = good();
    deliver(report, "2026-03-01T11-00Z", ROW_A);
    report.object("inv/raw/daily/2026-03-01T11-00Z/" + missing, null);
    assertThat(read(report).asOf()).isEqualTo(CREATED);
  }

  @Test
  void foldersThatAreNoTimesAreNotReports() throws Exception {
    DeliveredReport report = good();
    for (String folder :
        List.of("hive", "data", "2026-99-99T99-99Z", "2026-03-01T11-00", "9026-03-01T11-00Z/x")) {
      report.object("inv/raw/daily/" + folder + "/manifest.json/x", "x");
    }
    assertThat(read(report).incomplete()).isNull();
  }

  @Test
  void md5MayBeInCapitalLettersAndChecksumMayEndWithALine() throws Exception {
    DeliveredReport report = good();
    report.file(
        0, it -> it.put("MD5checksum", it.path("MD5checksum").asText().toUpperCase(Locale.ROOT)));
    String checksum = new String(report.objects.get(DeliveredReport.CHECKSUM), UTF_8);
    report.object(DeliveredReport.CHECKSUM, checksum.toUpperCase(Locale.ROOT) + "\n");
    assertThat(read(report).incomplete()).isNull();
  }

  @Test
  void failureOfTheReceiverIsNotAFlawOfTheReport() {
    assertThatThrownBy(
            () ->
                source(good())
                    .read(
                        row -> {
                          throw new IllegalStateException("the disk is full");
                        }))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void interruptionEndsTheReading() {
    List<String> many = Collections.nCopies(5000, ROW_A);
    assertThatThrownBy(
            () -> source(DeliveredReport.of(many)).read(row -> Thread.currentThread().interrupt()))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void interruptionOfACallEndsTheReading() {
    DeliveredReport report = good().failing("aborted");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> read(report)).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s3://reports",
        "s3://reports/daily",
        "s3://Reports/raw/daily",
        "s3://reports//",
        "https://reports/raw/daily",
        "s3://reports/raw/da ily"
      })
  void textThatIsNoPlaceIsRejected(String text) {
    assertThatThrownBy(() -> InventoryPlace.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "s3://reports/raw/daily, raw/daily/",
    "s3://reports/raw/daily/, raw/daily/",
    "s3://reports/a/b/raw/daily, a/b/raw/daily/",
    "s3://reports/a//raw/daily, a//raw/daily/"
  })
  void placeEndsWithTheBucketAndTheConfiguration(String uri, String prefix) {
    assertThat(InventoryPlace.of(uri))
        .isEqualTo(new InventoryPlace("reports", prefix, "raw", "daily"));
  }

  private static void deliver(DeliveredReport into, String folder, String row) {
    DeliveredReport other = DeliveredReport.of(List.of(row));
    other.file(0, it -> it.put("key", "inv/raw/daily/data/" + folder));
    other.manifest(
        it -> it.put("creationTimestamp", Long.toString(CREATED.plusSeconds(1).toEpochMilli())));
    into.objects.put("inv/raw/daily/data/" + folder, other.objects.get(DeliveredReport.key(0)));
    for (String name : List.of("manifest.json", "manifest.checksum")) {
      into.objects.put(
          "inv/raw/daily/" + folder + "/" + name,
          other.objects.get("inv/raw/daily/" + FOLDER + "/" + name));
    }
  }

  private void readRows(String row) throws InterruptedException {
    assertThat(read(DeliveredReport.of(List.of(row))).incomplete()).isNull();
    assertThat(rows).hasSize(1);
  }

  private SourceReading read(DeliveredReport report) throws InterruptedException {
    return source(report).read(rows::add);
  }

  private static InventorySource source(DeliveredReport report) {
    Clock clock = Clock.fixed(CREATED.plus(Duration.ofHours(1)), ZoneOffset.UTC);
    return new InventorySource(
        report, PLACE, Duration.ofDays(2), clock, InventoryLimits.defaults());
  }
}
