package dev.waybill.canary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** CloudTrail's files in the log bucket. Each is read once for a canary: they never change. */
final class LogFiles {
  /** Clocks may disagree; a file's name tells when it was delivered, rounded to five minutes. */
  private static final Duration EARLIER = Duration.ofMinutes(15);

  private final S3Client s3;
  private final String bucket;
  private final Supplier<LogPlace> place;
  private final Set<String> read = new HashSet<>();
  private String reading = "";

  LogFiles(S3Client s3, String bucket, Supplier<LogPlace> place) {
    this.s3 = s3;
    this.bucket = bucket;
    this.place = place;
  }

  /**
   * Whether a file that came since the upload holds its event; around midnight there are two days.
   */
  synchronized boolean has(Canary canary, Instant now) {
    if (!reading.equals(canary.key())) {
      reading = canary.key();
      read.clear();
    }
    Instant from = canary.uploadedAt().minus(EARLIER);
    LocalDate last = now.plus(EARLIER).atOffset(ZoneOffset.UTC).toLocalDate();
    for (LocalDate day = from.atOffset(ZoneOffset.UTC).toLocalDate();
        !day.isAfter(last);
        day = day.plusDays(1)) {
      if (has(canary, day, from)) {
        return true;
      }
    }
    return false;
  }

  private boolean has(Canary canary, LocalDate day, Instant from) {
    LogPlace where = place.get();
    return s3
        .listObjectsV2Paginator(
            list ->
                list.bucket(bucket).prefix(where.folder(day)).startAfter(where.after(day, from)))
        .contents()
        .stream()
        .map(S3Object::key)
        .filter(key -> key.endsWith(".json.gz") && !read.contains(key))
        .anyMatch(key -> holds(key, canary));
  }

  private boolean holds(String key, Canary canary) {
    try (ResponseInputStream<GetObjectResponse> in =
        s3.getObject(get -> get.bucket(bucket).key(key))) {
      boolean found = new LogFile(canary).holdsUploadOf(in);
      read.add(key);
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
