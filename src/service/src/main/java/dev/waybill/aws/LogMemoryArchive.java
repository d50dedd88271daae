package dev.waybill.aws;

import dev.waybill.log.check.LogMemory;
import dev.waybill.log.check.SeenLog;
import dev.waybill.log.check.SeenLogJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Memory of the log's watch in S3, beside the states of audits, so that no right to the provenance
 * bucket is a right to the memory of it.
 */
public final class LogMemoryArchive implements LogMemory {
  private static final String NAME = "seen";

  private final ConditionalObjects objects;

  /**
   * @param results {@code s3://bucket/prefix/}; the memory is {@code waybill/log/seen.json} below
   *     it
   */
  public LogMemoryArchive(S3Client s3, String results) {
    this.objects = new ConditionalObjects(s3, ResultsLocation.of(results, "log"));
  }

  @Override
  public Optional<Versioned> find() {
    return objects
        .find(NAME, LogMemoryArchive::readable)
        .map(it -> new Versioned(it.document().orElse(null), it.eTag()));
  }

  private static Optional<SeenLog> readable(byte[] bytes) {
    try {
      return Optional.of(SeenLogJson.read(bytes));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean keep(SeenLog seen, @Nullable String version) {
    return objects.keep(NAME, SeenLogJson.write(seen), version).isPresent();
  }
}
