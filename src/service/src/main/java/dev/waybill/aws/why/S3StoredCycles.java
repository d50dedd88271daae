package dev.waybill.aws.why;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.why.source.StoredCycles;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;

/**
 * Cycles of re-verification with results in the provenance bucket.
 *
 * @param bucket the provenance bucket
 */
public record S3StoredCycles(S3Client s3, String bucket) implements StoredCycles {
  @Override
  public List<CycleId> newest(int limit) {
    return s3
        .listObjectsV2Paginator(
            list -> list.bucket(bucket).prefix(FixityPaths.RESULTS).delimiter("/"))
        .commonPrefixes()
        .stream()
        .map(CommonPrefix::prefix)
        .map(it -> it.substring(FixityPaths.RESULTS.length(), it.length() - 1))
        .flatMap(it -> cycle(it).stream())
        .sorted(Comparator.reverseOrder())
        .limit(limit)
        .toList();
  }

  private static Optional<CycleId> cycle(String name) {
    try {
      return Optional.of(new CycleId(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
