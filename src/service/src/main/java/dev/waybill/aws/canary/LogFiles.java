package dev.waybill.aws.canary;

import dev.waybill.canary.Canary;
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

/** CloudTrail files in the log bucket. A file never changes, so each is read once per canary. */
final class LogFiles {
  /** Clocks may disagree, and the delivery time in a file name is rounded to five minutes. */
  private static final Duration TOLERANCE = Duration.ofMinutes(15);

  private final S3Client s3;
  private final String bucket;
  private final Supplier<LogLocation> location;
  private final Set<String> read = new HashSet<>();
  private String currentKey = "";

  LogFiles(S3Client s3, String bucket, Supplier<LogLocation> location) {
    this.s3 = s3;
    this.bucket = bucket;
    this.location = location;
  }

  /**
   * Returns whether a file delivered since the upload contains the event of the upload. Files are
   * listed by day, so around midnight two days are searched.
   */
  synchronized boolean contain(Canary canary, Instant now) {
    if (!currentKey.equals(canary.key())) {
      currentKey = canary.key();
      read.clear();
    }
    Instant from = canary.uploadedAt().minus(TOLERANCE);
    LocalDate last = now.plus(TOLERANCE).atOffset(ZoneOffset.UTC).toLocalDate();
    for (LocalDate day = from.atOffset(ZoneOffset.UTC).toLocalDate();
        !day.isAfter(last);
        day = day.plusDays(1)) {
      if (contain(canary, day, from)) {
        return true;
      }
    }
    return false;
  }

  private boolean contain(Canary canary, LocalDate day, Instant from) {
    LogLocation current = location.get();
    return s3
        .listObjectsV2Paginator(
            list ->
                list.bucket(bucket)
                    .prefix(current.folder(day))
                    .startAfter(current.startAfter(day, from)))
        .contents()
        .stream()
        .map(S3Object::key)
        .filter(key -> key.endsWith(".json.gz") && !read.contains(key))
        .anyMatch(key -> contains(key, canary));
  }

  private boolean contains(String key, Canary canary) {
    try (ResponseInputStream<GetObjectResponse> in =
        s3.getObject(get -> get.bucket(bucket).key(key))) {
      boolean found = new LogFile(canary).containsUpload(in);
      read.add(key);
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
