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
  private final ConditionalObjects objects;
  private final String name;

  /**
   * @param results {@code s3://bucket/prefix/}; several deployments may share it
   * @param bucket the provenance bucket, which has one log; the memory is {@code
   *     waybill/log/BUCKET.json} below the results
   */
  public LogMemoryArchive(S3Client s3, String results, String bucket) {
    this.objects = new ConditionalObjects(s3, ResultsLocation.of(results, "log"));
    this.name = bucket;
  }

  @Override
  public Optional<Versioned> find() {
    return objects
        .find(name, LogMemoryArchive::readable)
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
    return objects.keep(name, SeenLogJson.write(seen), version).isPresent();
  }
}
