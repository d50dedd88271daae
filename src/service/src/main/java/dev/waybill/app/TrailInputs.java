package dev.waybill.app;

import dev.waybill.audit.logfile.LogPartitions;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.CloudTrailKeys;
import dev.waybill.aws.S3TrailBucket;
import dev.waybill.settings.Settings;
import dev.waybill.trail.run.TrailVerifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Inputs of the verification of the digest chain.
 *
 * @param verifier verifier over the bucket of the logs
 * @param bucket the bucket
 * @param roots prefixes of the accounts' files
 */
record TrailInputs(TrailVerifier verifier, CloudTrailKeys keys, String bucket, List<String> roots)
    implements AutoCloseable {
  private static final String LOGS = "CloudTrail/${region}/";

  /** Returns the inputs; empty without a script of the table of logs. */
  static Optional<TrailInputs> of(Path home, AwsClients aws, Settings settings) {
    String account = AuditWiring.deployment(aws, settings, null).getOrDefault("account", "");
    return LogFilesWiring.partitions(home, aws, settings, account).map(it -> of(aws, settings, it));
  }

  private static TrailInputs of(AwsClients aws, Settings settings, LogPartitions partitions) {
    CloudTrailKeys keys = new CloudTrailKeys(aws);
    return new TrailInputs(
        new TrailVerifier(
            new S3TrailBucket(aws.s3(), partitions.bucket()), keys, settings.audit().trail()),
        keys,
        partitions.bucket(),
        roots(partitions));
  }

  private static List<String> roots(LogPartitions partitions) {
    int end = partitions.template().indexOf(LOGS);
    String template = end < 0 ? "" : partitions.template().substring(0, end);
    return partitions.accounts().stream()
        .filter(it -> !template.isEmpty())
        .map(it -> template.replace("${account}", it))
        .toList();
  }

  @Override
  public void close() {
    verifier.close();
    keys.close();
  }
}
