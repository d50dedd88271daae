package dev.waybill.reconcile.inventory;

import static dev.waybill.reconcile.inventory.DeliveredReport.CHECKSUM;
import static dev.waybill.reconcile.inventory.DeliveredReport.CREATED;
import static dev.waybill.reconcile.inventory.DeliveredReport.MANIFEST;
import static dev.waybill.reconcile.inventory.DeliveredReport.PLACE;
import static dev.waybill.reconcile.inventory.DeliveredReport.ROW_A;
import static dev.waybill.reconcile.inventory.DeliveredReport.ROW_B;
import static dev.waybill.reconcile.inventory.DeliveredReport.SCHEMA;
import static dev.waybill.reconcile.inventory.DeliveredReport.good;
import static dev.waybill.reconcile.inventory.DeliveredReport.key;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.reconcile.inventory.file.InventoryFlaw;
import dev.waybill.reconcile.inventory.file.InventoryLimits;
import dev.waybill.reconcile.row.SourceReading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports with one defect each, none of which is a complete source. */
final class FlawedReportTest {
  private static final InventoryLimits LIMITS = new InventoryLimits(16 * 1024, 3, 4096, 100_000);

  /**
   * Report with a defect.
   *
   * @param defect the name of the defect
   * @param flaw the reason that must be stated
   */
  private record Fixture(String defect, InventoryFlaw flaw, DeliveredReport report) {
    @Override
    public String toString() {
      return defect;
    }
  }

  static Stream<Fixture> manifests() {
    return Stream.of(
        flaw("never delivered", InventoryFlaw.NO_REPORT, new DeliveredReport()),
        flaw("without manifest", InventoryFlaw.NO_REPORT, good().object(MANIFEST, null)),
        flaw("without checksum", InventoryFlaw.NO_REPORT, good().object(CHECKSUM, null)),
        flaw("checksum of another", InventoryFlaw.MANIFEST_CHANGED, good().object(CHECKSUM, "00")),
        flaw("empty checksum", InventoryFlaw.MANIFEST_CHANGED, good().object(CHECKSUM, "")),
        flaw("changed manifest", InventoryFlaw.MANIFEST_CHANGED, good().object(MANIFEST, "{}")),
        flaw("endless checksum", InventoryFlaw.TOO_LARGE, good().object(CHECKSUM, "0".repeat(999))),
        flaw("endless manifest", InventoryFlaw.TOO_LARGE, manifest(" ".repeat(16 * 1024 + 1))),
        flaw("empty manifest", InventoryFlaw.MANIFEST_MALFORMED, manifest("")),
        flaw("manifest is a list", InventoryFlaw.MANIFEST_MALFORMED, manifest("[]")),
        flaw("manifest is null", InventoryFlaw.MANIFEST_MALFORMED, manifest("null")),
        flaw("deep manifest", InventoryFlaw.MANIFEST_MALFORMED, manifest("[".repeat(5000))),
        flaw("member twice", InventoryFlaw.MANIFEST_MALFORMED, withMemberTwice()),
        flaw("text behind the manifest", InventoryFlaw.MANIFEST_MALFORMED, withTextBehind()),
        flaw("later version", InventoryFlaw.VERSION_UNKNOWN, text("version", "2030-01-01")),
        flaw("no version", InventoryFlaw.MANIFEST_MALFORMED, without("version")),
        flaw("Parquet", InventoryFlaw.FORMAT_UNSUPPORTED, text("fileFormat", "Parquet")),
        flaw("ORC", InventoryFlaw.FORMAT_UNSUPPORTED, text("fileFormat", "ORC")),
        flaw("no time", InventoryFlaw.MANIFEST_MALFORMED, without("creationTimestamp")),
        flaw("no number", InventoryFlaw.MANIFEST_MALFORMED, text("creationTimestamp", "12:10")),
        flaw("another bucket", InventoryFlaw.OTHER_BUCKET, text("sourceBucket", "raw2")),
        flaw("copied from another bucket", InventoryFlaw.OTHER_BUCKET, copied()),
        flaw("older than the limit", InventoryFlaw.TOO_OLD, created("2026-02-26T10:00:00Z")),
        flaw("from the future", InventoryFlaw.FROM_THE_FUTURE, created("2026-03-01T13:00:00Z")));
  }

  static Stream<Fixture> scopes() {
    return Stream.of(
        flaw("no configuration", InventoryFlaw.NO_CONFIGURATION, good().scope(null)),
        flaw(
            "of a prefix",
            InventoryFlaw.PART_OF_THE_BUCKET,
            good().scope(new InventoryScope(true, "processed/"))),
        flaw(
            "configured for current objects",
            InventoryFlaw.CURRENT_ONLY,
            good().scope(new InventoryScope(false, ""))),
        flaw(
            "of current objects",
            InventoryFlaw.CURRENT_ONLY,
            text("fileSchema", "Bucket, Key, Size, LastModifiedDate, ETag")),
        flaw("no schema", InventoryFlaw.MANIFEST_MALFORMED, without("fileSchema")),
        flaw("no size column", InventoryFlaw.COLUMN_MISSING, schema(SCHEMA.replace(" Size,", ""))),
        flaw("no ETag column", InventoryFlaw.COLUMN_MISSING, schema(SCHEMA.replace(" ETag,", ""))),
        flaw(
            "no time column",
            InventoryFlaw.COLUMN_MISSING,
            schema(SCHEMA.replace(" LastModifiedDate,", ""))),
        flaw("column twice", InventoryFlaw.MANIFEST_MALFORMED, schema(SCHEMA + ", Key")),
        flaw("denied", InventoryFlaw.UNREADABLE, good().failing("Access Denied")));
  }

  static Stream<Fixture> files() {
    return Stream.of(
        flaw("no files", InventoryFlaw.NO_FILES, DeliveredReport.of()),
        flaw("files is a text", InventoryFlaw.MANIFEST_MALFORMED, text("files", "none")),
        flaw("too many files", InventoryFlaw.TOO_LARGE, manyFiles()),
        flaw("file twice", InventoryFlaw.FILE_REPEATED, entry(it -> it.put("key", key(1)))),
        flaw("file without key", InventoryFlaw.MANIFEST_MALFORMED, entry(it -> it.remove("key"))),
        flaw(
            "file with empty key",
            InventoryFlaw.MANIFEST_MALFORMED,
            entry(it -> it.put("key", ""))),
        flaw(
            "file with endless key",
            InventoryFlaw.MANIFEST_MALFORMED,
            entry(it -> it.put("key", "k".repeat(1025)))),
        flaw("file without size", InventoryFlaw.MANIFEST_MALFORMED, entry(it -> it.remove("size"))),
        flaw("negative size", InventoryFlaw.MANIFEST_MALFORMED, entry(it -> it.put("size", -1))),
        flaw(
            "size with decimals",
            InventoryFlaw.MANIFEST_MALFORMED,
            entry(it -> it.put("size", 1.5))),
        flaw("no MD5", InventoryFlaw.MANIFEST_MALFORMED, entry(it -> it.remove("MD5checksum"))),
        flaw(
            "short MD5", InventoryFlaw.MANIFEST_MALFORMED, entry(it -> it.put("MD5checksum", "0"))),
        flaw("missing file", InventoryFlaw.FILE_MISSING, good().object(key(0), null)),
        flaw(
            "slash lost from a key", InventoryFlaw.FILE_MISSING, entry(it -> it.put("key", "inv"))),
        flaw("emptied file", InventoryFlaw.FILE_SIZE, good().object(key(0), "")),
        flaw("truncated file", InventoryFlaw.FILE_SIZE, replaced(it -> Arrays.copyOf(it, 20))),
        flaw("longer file", InventoryFlaw.FILE_SIZE, replaced(it -> Arrays.copyOf(it, 999))),
        flaw("changed file", InventoryFlaw.FILE_CHANGED, replaced(FlawedReportTest::flipped)),
        flaw("another good file", InventoryFlaw.FILE_CHANGED, withFilesExchanged()),
        flaw("text instead of gzip", InventoryFlaw.FILE_NOT_GZIP, bytes(ROW_A.getBytes(UTF_8))),
        flaw(
            "zip instead of gzip", InventoryFlaw.FILE_NOT_GZIP, bytes(new byte[] {'P', 'K', 3, 4})),
        flaw("no bytes at all", InventoryFlaw.FILE_NOT_GZIP, bytes(new byte[0])),
        flaw("gzip cut by its writer", InventoryFlaw.FILE_NOT_GZIP, bytes(cut(12))),
        flaw("gzip without trailer", InventoryFlaw.FILE_NOT_GZIP, bytes(cut(8))),
        flaw("gzip with half a trailer", InventoryFlaw.FILE_NOT_GZIP, bytes(cut(3))),
        flaw("byte behind the gzip", InventoryFlaw.FILE_NOT_GZIP, bytes(appended(new byte[1]))),
        flaw(
            "text behind the gzip",
            InventoryFlaw.FILE_NOT_GZIP,
            bytes(appended("x".repeat(99).getBytes(UTF_8)))),
        flaw("half a member behind", InventoryFlaw.FILE_NOT_GZIP, bytes(appended(cut(12)))),
        flaw("line without an end", InventoryFlaw.TOO_LARGE, rows("x".repeat(5000))),
        flaw("gzip bomb", InventoryFlaw.TOO_LARGE, rows("x".repeat(90_000_000))),
        flaw("bomb of rows", InventoryFlaw.TOO_LARGE, rows((ROW_A + "\n").repeat(100_000))));
  }

  static Stream<Fixture> rows() {
    return Stream.of(
        flaw("column names as first row", InventoryFlaw.OTHER_BUCKET, rows(SCHEMA)),
        row("blank line", ROW_A + "\n\n" + ROW_B),
        row("field less", ROW_A.replace(",\"SSE-KMS\"", "")),
        row("field more", ROW_A + ",\"\""),
        row("quote without an end", ROW_A.substring(0, ROW_A.length() - 1)),
        row("text behind a quote", ROW_A.replace("\"a\"", "\"a\"b")),
        row("quote in a bare field", ROW_A.replace("\"a\"", "a\"a")),
        row("line break in a key", ROW_A.replace("\"a\"", "\"a\nb\"")),
        row("escapes that are not UTF-8", ROW_A.replace("\"a\"", "\"%C3(\"")),
        row("half an escape", ROW_A.replace("\"a\"", "\"a%4\"")),
        row("escape of other letters", ROW_A.replace("\"a\"", "\"a%zz\"")),
        row("surrogate as UTF-8", ROW_A.replace("\"a\"", "\"%ED%A0%80\"")),
        row("empty key", ROW_A.replace("\"a\"", "\"\"")),
        row("key above the limit", ROW_A.replace("\"a\"", "\"" + "k".repeat(1025) + "\"")),
        row("endless version id", ROW_A.replace("\"v1\"", "\"" + "v".repeat(1025) + "\"")),
        row("neither latest nor not", ROW_A.replace("\"true\"", "\"\"")),
        row("perhaps a marker", ROW_A.replace("\"false\"", "\"maybe\"")),
        row("object without size", ROW_A.replace("\"5\"", "\"\"")),
        row("negative size", ROW_A.replace("\"5\"", "\"-5\"")),
        row("size beyond a long", ROW_A.replace("\"5\"", "\"9999999999999999999\"")),
        row("marker with bytes", ROW_A.replace("\"false\"", "\"true\"")),
        row("object without ETag", ROW_A.replace("\"e1\"", "\"\"")),
        row("time without a zone", ROW_A.replace("00.000Z", "00.000")),
        row("day that is none", ROW_A.replace("2026-02-01", "2026-02-30")),
        flaw(
            "row of another bucket", InventoryFlaw.OTHER_BUCKET, rows(ROW_A.replace("raw", "war"))),
        flaw(
            "bytes that are not UTF-8",
            InventoryFlaw.ROW_MALFORMED,
            bytes(
                DeliveredReport.gzip(ROW_A.replace("\"a\"", "\"\u00e4\"").getBytes(ISO_8859_1)))));
  }

  @ParameterizedTest
  @MethodSource({"manifests", "scopes", "files", "rows"})
  void flawedReportIsIncompleteForItsReason(Fixture fixture) throws Exception {
    SourceReading reading = read(fixture.report());
    assertThat(reading.incomplete()).startsWith(fixture.flaw().label() + ": ");
  }

  @Test
  void reasonShowsUntrustedTextAsPrintableAscii() throws Exception {
    SourceReading reading = read(text("sourceBucket", "\u001b[2Jü" + "x".repeat(500)));
    assertThat(reading.incomplete()).startsWith("other-bucket: the report is of ?[2J?xxx");
    assertThat(reading.incomplete()).hasSizeLessThan(300);
  }

  @Test
  void flawedReportIsNotReplacedByAnOlderOne() throws Exception {
    DeliveredReport report = good();
    report.objects.put("inv/raw/daily/2026-03-01T11-00Z/manifest.json", new byte[] {'{'});
    report.objects.put("inv/raw/daily/2026-03-01T11-00Z/manifest.checksum", new byte[] {'0'});
    assertThat(read(report).incomplete()).startsWith("manifest-changed");
  }

  private static SourceReading read(DeliveredReport report) throws InterruptedException {
    Clock clock = Clock.fixed(CREATED.plus(Duration.ofHours(1)), ZoneOffset.UTC);
    return new InventorySource(report, PLACE, Duration.ofDays(2), clock, LIMITS).read(row -> {});
  }

  private static Fixture flaw(String defect, InventoryFlaw flaw, DeliveredReport report) {
    return new Fixture(defect, flaw, report);
  }

  private static Fixture row(String defect, String row) {
    return flaw(defect, InventoryFlaw.ROW_MALFORMED, rows(row));
  }

  private static DeliveredReport rows(String text) {
    return DeliveredReport.of(List.of(text));
  }

  private static DeliveredReport bytes(byte[] compressed) {
    return DeliveredReport.ofBytes(compressed);
  }

  private static DeliveredReport manifest(String text) {
    return good().manifestText(text);
  }

  private static DeliveredReport text(String member, String value) {
    return good().manifest(it -> it.put(member, value));
  }

  private static DeliveredReport without(String member) {
    return good().manifest(it -> it.remove(member));
  }

  private static DeliveredReport schema(String schema) {
    return text("fileSchema", schema);
  }

  private static DeliveredReport created(String time) {
    return text("creationTimestamp", Long.toString(Instant.parse(time).toEpochMilli()));
  }

  private static DeliveredReport copied() {
    return text("destinationBucket", "arn:aws:s3:::other-reports");
  }

  private static DeliveredReport entry(Consumer<ObjectNode> change) {
    return good().file(0, change);
  }

  private static DeliveredReport manyFiles() {
    return DeliveredReport.of(List.of(ROW_A), List.of(ROW_A), List.of(ROW_A), List.of(ROW_A));
  }

  private static DeliveredReport withMemberTwice() {
    String text = new String(good().objects.get(MANIFEST), UTF_8);
    return manifest(text.replaceFirst("\\{", "{\"sourceBucket\": \"other\","));
  }

  private static DeliveredReport withTextBehind() {
    return manifest(new String(good().objects.get(MANIFEST), UTF_8) + "{}");
  }

  private static DeliveredReport withFilesExchanged() {
    DeliveredReport report = good();
    report.objects.put(key(0), report.objects.get(key(1)));
    return report;
  }

  private static DeliveredReport replaced(UnaryOperator<byte[]> change) {
    DeliveredReport report = good();
    report.objects.computeIfPresent(key(0), (key, bytes) -> change.apply(bytes));
    return report;
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] changed = bytes.clone();
    changed[15] ^= 1;
    return changed;
  }

  private static byte[] goodBytes() {
    return DeliveredReport.gzip((ROW_A + "\n").getBytes(UTF_8));
  }

  private static byte[] cut(int count) {
    return Arrays.copyOf(goodBytes(), goodBytes().length - count);
  }

  private static byte[] appended(byte[] behind) {
    byte[] good = goodBytes();
    byte[] both = Arrays.copyOf(good, good.length + behind.length);
    System.arraycopy(behind, 0, both, good.length, behind.length);
    return both;
  }
}
