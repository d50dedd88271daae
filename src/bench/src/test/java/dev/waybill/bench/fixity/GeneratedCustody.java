package dev.waybill.bench.fixity;

import dev.waybill.fixity.examine.ListedKeyVersion;
import dev.waybill.fixity.examine.ObjectReads;
import dev.waybill.fixity.examine.ObjectState;
import dev.waybill.fixity.examine.PinnedVersion;
import dev.waybill.fixity.examine.ReadReply;
import dev.waybill.fixity.examine.StatedRetention;
import dev.waybill.fixity.shape.RawVersion;
import dev.waybill.fixity.shape.RawVersionPage;
import dev.waybill.fixity.shape.RawVersionPages;
import dev.waybill.record.chunk.ObjectRange;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Custody of numbered objects that are made when they are read: entries, records, promoted copies
 * and the listing of the raw bucket. All of them are as sealed.
 *
 * @param size number of objects
 * @param sealedAt time at which all were sealed
 */
record GeneratedCustody(long size, Instant sealedAt) implements ObjectReads, RawVersionPages {
  static final String RAW = "caa304-raw-data";
  static final String PROVENANCE = "caa304-provenance";

  private static final String RECORDS = "records/generated/";
  private static final String COPIES = "processed/";
  private static final int PAGE = 1000;
  private static final int DIGITS = 7;
  private static final Encryption ENCRYPTION = new Encryption("aws:kms", "key", true);

  private static final String PAYLOAD =
      Base64.getEncoder()
          .encodeToString(
              """
              {"predicate":{"encryption":{"algorithm":"aws:kms","kmsKeyId":"key","bucketKey":true}}}
              """
                  .getBytes(StandardCharsets.UTF_8));

  LogEntry entry(long number) {
    byte[] content = content(number);
    return new LogEntry(
        EntryKind.SEAL,
        RECORDS + digits(number),
        Sha256.hash(record(number)),
        new ObjectVersion(RAW, "incoming/" + digits(number), eTag(number)),
        content.length,
        eTag(number),
        Sha256.hash(content),
        COPIES + digits(number),
        sealedAt);
  }

  private static String digits(long number) {
    return String.format("%0" + DIGITS + "d", number);
  }

  private static long number(String key) {
    return Long.parseLong(key.substring(key.length() - DIGITS));
  }

  private static byte[] content(long number) {
    return ("object " + number).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] record(long number) {
    String text = "{\"number\":%d,\"dsseEnvelope\":{\"payload\":\"%s\"}}";
    return text.formatted(number, PAYLOAD).getBytes(StandardCharsets.UTF_8);
  }

  private static String eTag(long number) {
    return String.format("%032x", number);
  }

  @Override
  public ReadReply get(String bucket, String key, @Nullable String versionId) {
    long number = number(key);
    byte[] content = bucket.equals(RAW) ? content(number) : record(number);
    ObjectState state =
        new ObjectState(
            eTag(number),
            content.length,
            eTag(number),
            Sha256.hash(content).base64(),
            ENCRYPTION,
            null,
            null,
            sealedAt);
    return new ReadReply.Found(state, new ByteArrayInputStream(content));
  }

  @Override
  public ReadReply get(PinnedVersion version, ObjectRange range) {
    throw new IllegalStateException("no object is large");
  }

  @Override
  public Optional<ObjectState> head(String bucket, String key, @Nullable String versionId) {
    throw new IllegalStateException("nothing is suspect");
  }

  @Override
  public List<ListedKeyVersion> versions(String bucket, String key, int limit) {
    throw new IllegalStateException("nothing is suspect");
  }

  @Override
  public Optional<StatedRetention> retention(
      String bucket, String key, @Nullable String versionId) {
    throw new IllegalStateException("nothing is suspect");
  }

  @Override
  public List<String> keys(String bucket, String prefix) {
    throw new IllegalStateException("nothing is suspect");
  }

  @Override
  public RawVersionPage page(String prefix, @Nullable String key, @Nullable String versionId) {
    if (!prefix.equals(COPIES)) {
      return new RawVersionPage(List.of(), null, null);
    }
    long from = key == null ? 0 : number(key) + 1;
    long to = Math.min(size, from + PAGE);
    List<RawVersion> versions = LongStream.range(from, to).mapToObj(this::listed).toList();
    return new RawVersionPage(versions, to < size ? COPIES + digits(to - 1) : null, null);
  }

  private RawVersion listed(long number) {
    return new RawVersion(
        COPIES + digits(number),
        eTag(number),
        true,
        false,
        content(number).length,
        sealedAt.plus(Duration.ofSeconds(1)),
        eTag(number));
  }
}
