package dev.waybill.audit.logfile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * Log files that are not as CloudTrail writes them, one of each kind. Each would hold the records
 * of three events.
 */
public final class DamagedLogFiles {
  private static final int EVENTS = 3;
  private static final String BASE =
      """
      {"eventVersion":"1.11","userIdentity":%2$s,"eventTime":%3$s,\
      "eventSource":"cloudtrail.amazonaws.com","eventName":"StopLogging","awsRegion":"us-east-1",\
      "sourceIPAddress":"203.0.113.7","userAgent":"aws-cli/2.0","requestParameters":{"name":"t"},\
      "responseElements":null,"requestID":"r","eventID":"%1$s","readOnly":false%4$s,\
      "eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333",\
      "eventCategory":"Management"}\
      """;
  private static final String ALICE =
      """
      {"type":"IAMUser","principalId":"AIDA","arn":"arn:aws:iam::111122223333:user/alice",\
      "accountId":"111122223333","userName":"alice"}\
      """;
  private static final String NOON = "\"2026-03-10T12:00:00Z\"";

  /**
   * One kind of damage.
   *
   * @param name kind, a few words without a slash
   * @param file last part of the key
   * @param stored bytes of the object
   * @param faults defects that must be told
   * @param judged ids of the events whose records can be judged
   * @param lost records that are known to be there and cannot be judged
   * @param complete whether no further record can be in the file
   */
  public record Kind(
      String name,
      String file,
      Supplier<byte[]> stored,
      Set<LogFault> faults,
      List<String> judged,
      long lost,
      boolean complete) {
    public byte[] bytes() {
      return stored.get();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private final List<Kind> kinds = new ArrayList<>();

  private DamagedLogFiles() {
    gzip();
    documents();
    records();
  }

  public static List<Kind> all() {
    return List.copyOf(new DamagedLogFiles().kinds);
  }

  /** Returns the ids of the events that a file of this kind would hold. */
  public static List<String> ids(String kind) {
    return IntStream.rangeClosed(1, EVENTS).mapToObj(it -> kind + " " + it).toList();
  }

  /** Returns a log file with all events of a kind, as CloudTrail writes it. */
  public static byte[] mended(String kind) {
    return gzip(document(kind));
  }

  private void gzip() {
    String cut = "truncated gzip";
    byte[] whole = gzip(longDocument(cut));
    add(
        cut,
        Arrays.copyOf(whole, whole.length - 12),
        List.of(1, 2, 3),
        0,
        false,
        LogFault.GZIP_INCOMPLETE);
    add("gzip of nothing", gzip(""), List.of(), 0, true, LogFault.EMPTY);
    add("no bytes", new byte[0], List.of(), 0, true, LogFault.EMPTY);
    add(
        "text",
        bytes("Access denied, try again later"),
        List.of(),
        0,
        false,
        LogFault.NOT_GZIP,
        LogFault.NOT_JSON);
    add(
        "plain JSON named gz",
        bytes(document("plain JSON named gz")),
        List.of(1, 2, 3),
        0,
        true,
        LogFault.NOT_GZIP);
    byte[] flipped = gzip(longDocument("broken block"));
    Arrays.fill(flipped, flipped.length / 2, flipped.length / 2 + 40, (byte) 0xff);
    kinds.add(
        new Kind(
            "broken block",
            "broken block.json.gz",
            () -> flipped,
            Set.of(LogFault.GZIP_DAMAGED),
            ids("broken block"),
            0,
            false));
    byte[] checksum = gzip(document("wrong checksum"));
    checksum[checksum.length - 6] ^= 1;
    add("wrong checksum", checksum, List.of(1, 2, 3), 0, false, LogFault.GZIP_DAMAGED);
    add(
        "bytes after gzip",
        join(gzip(document("bytes after gzip")), bytes("tail of something")),
        List.of(1, 2, 3),
        0,
        true,
        LogFault.TRAILING_BYTES);
    String member = "second gzip member";
    add(
        member,
        join(
            gzip("{\"Records\":[" + record(member, 1) + "]}"),
            gzip("{\"Records\":[" + record(member, 2) + "," + record(member, 3) + "]}")),
        List.of(1, 2, 3),
        0,
        true,
        LogFault.SEVERAL_DOCUMENTS);
    kinds.add(
        new Kind(
            "a txt",
            "a.txt",
            () -> bytes("hello"),
            Set.of(LogFault.UNUSUAL_NAME, LogFault.NOT_JSON),
            List.of(),
            0,
            false));
    kinds.add(
        new Kind(
            "hidden name",
            "_hidden.json.gz",
            () -> gzip(document("hidden name")),
            Set.of(LogFault.UNUSUAL_NAME),
            ids("hidden name"),
            0,
            true));
  }

  private void documents() {
    String half = "half a document";
    add(
        half,
        gzip("{\"Records\":[" + record(half, 1) + "," + record(half, 2) + ",{\"eventVer"),
        List.of(1, 2),
        0,
        false,
        LogFault.INCOMPLETE);
    String utf8 = "invalid UTF-8";
    byte[] latin =
        document(utf8)
            .replace("aws-cli/2.0", "aws-cli/\u00e9")
            .getBytes(StandardCharsets.ISO_8859_1);
    add(utf8, gzip(latin), List.of(1, 2, 3), 0, true, LogFault.NOT_UTF8);
    String lines = "NDJSON";
    add(
        lines,
        gzip(records(lines, "\n")),
        List.of(1, 2, 3),
        0,
        true,
        LogFault.SEVERAL_DOCUMENTS,
        LogFault.NO_RECORDS);
    add(
        "lower-case records",
        gzip(document("lower-case records").replace("Records", "records")),
        List.of(1, 2, 3),
        0,
        true,
        LogFault.RECORDS_SPELLED_OTHERWISE);
    String object = "Records as an object";
    add(
        object,
        gzip(
            "{\"Records\":{\"a\":"
                + record(object, 1)
                + ",\"b\":"
                + record(object, 2)
                + ",\"c\":"
                + record(object, 3)
                + "}}"),
        List.of(1, 2, 3),
        0,
        true,
        LogFault.RECORDS_NOT_ARRAY);
    add("Records null", gzip("{\"Records\":null}"), List.of(), 0, true, LogFault.RECORDS_NOT_ARRAY);
    add(
        "Records text",
        gzip("{\"Records\":\"none\"}"),
        List.of(),
        1,
        true,
        LogFault.RECORDS_NOT_ARRAY);
    String array = "array alone";
    add(
        array,
        gzip("[" + records(array, ",") + "]"),
        List.of(1, 2, 3),
        0,
        true,
        LogFault.NO_RECORDS);
    add("no Records", gzip("{\"message\":\"moved\"}"), List.of(), 0, true, LogFault.NO_RECORDS);
    String twice = "Records twice";
    add(
        twice,
        gzip(
            "{\"Records\":["
                + record(twice, 1)
                + "],\"Records\":["
                + record(twice, 2)
                + ","
                + record(twice, 3)
                + "]}"),
        List.of(1, 2, 3),
        0,
        true,
        LogFault.SEVERAL_DOCUMENTS);
  }

  private void records() {
    String text = "null and text in Records";
    add(
        text,
        gzip("{\"Records\":[null," + records(text, ",\"text\",") + "]}"),
        List.of(1, 2, 3),
        3,
        true,
        LogFault.NOT_A_RECORD);
    String user = "userIdentity as text";
    add(
        user,
        gzip(second(user, "\"root\"", NOON, "")),
        List.of(1, 2, 3),
        0,
        true,
        LogFault.FIELD_OF_WRONG_TYPE);
    String session = "sessionContext as text";
    add(
        session,
        gzip(second(session, "{\"type\":\"IAMUser\",\"sessionContext\":\"none\"}", NOON, "")),
        List.of(1, 2, 3),
        0,
        true,
        LogFault.FIELD_OF_WRONG_TYPE);
    String resources = "resources as an object";
    add(
        resources,
        gzip(second(resources, ALICE, NOON, ",\"resources\":{\"arn\":\"a\"}")),
        List.of(1, 2, 3),
        0,
        true,
        LogFault.FIELD_OF_WRONG_TYPE);
    String deep = "nesting beyond 1,000";
    add(
        deep,
        gzip(second(deep, ALICE, NOON, ",\"x\":" + "[".repeat(1200) + "]".repeat(1200))),
        List.of(1, 3),
        1,
        true,
        LogFault.TOO_DEEP);
    String missing = "eventTime missing";
    add(
        missing,
        gzip(second(missing, ALICE, "null", "")),
        List.of(1, 2, 3),
        0,
        true,
        LogFault.EVENT_TIME_MISSING);
    String number = "eventTime a number";
    add(
        number,
        gzip(second(number, ALICE, "1773144000", "")),
        List.of(1, 2, 3),
        0,
        true,
        LogFault.EVENT_TIME_UNUSUAL);
    String blank = "eventTime with a blank";
    add(
        blank,
        gzip(second(blank, ALICE, "\"2026-03-10 12:00:00Z\"", "")),
        List.of(1, 2, 3),
        0,
        true,
        LogFault.EVENT_TIME_UNUSUAL);
    String code = "empty errorCode";
    add(
        code,
        gzip(second(code, ALICE, NOON, ",\"errorCode\":\"\"")),
        List.of(1, 2, 3),
        0,
        true,
        LogFault.EMPTY_ERROR_CODE);
    String field = "field twice";
    add(
        field,
        gzip(second(field, ALICE, NOON, ",\"EVENTNAME\":\"StopLogging\"")),
        List.of(1, 2, 3),
        0,
        true,
        LogFault.FIELD_TWICE);
  }

  private void add(
      String name,
      byte[] bytes,
      List<Integer> judged,
      long lost,
      boolean complete,
      LogFault... faults) {
    kinds.add(
        new Kind(
            name,
            name + ".json.gz",
            () -> bytes,
            Set.of(faults),
            judged.stream().map(it -> name + " " + it).toList(),
            lost,
            complete));
  }

  private static String document(String kind) {
    return "{\"Records\":[" + records(kind, ",") + "]}";
  }

  /** Returns a document that does not fit into one block of gzip, with the records first. */
  private static String longDocument(String kind) {
    String filler =
        new Random(7)
            .ints(20_000, 33, 91)
            .filter(it -> it != '"')
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    return "{\"Records\":["
        + records(kind, ",")
        + "],\"filler\":\""
        + filler.replace("\\", "")
        + "\"}";
  }

  private static String records(String kind, String between) {
    return IntStream.rangeClosed(1, EVENTS)
        .mapToObj(it -> record(kind, it))
        .collect(Collectors.joining(between));
  }

  private static String record(String kind, int number) {
    return record(kind, number, ALICE, NOON, "");
  }

  private static String second(String kind, String user, String time, String more) {
    return "{\"Records\":["
        + record(kind, 1)
        + ","
        + record(kind, 2, user, time, more)
        + ","
        + record(kind, 3)
        + "]}";
  }

  private static String record(String kind, int number, String user, String time, String more) {
    return BASE.formatted(kind + " " + number, user, time, more);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(String text) {
    return gzip(bytes(text));
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
