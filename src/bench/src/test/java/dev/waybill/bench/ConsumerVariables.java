package dev.waybill.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Environment variables of every consumer: those of AWS and the names of its resources. */
final class ConsumerVariables {
  private final URI cloud;
  private final SigningFiles signing;
  private final Path folder;

  ConsumerVariables(URI cloud, SigningFiles signing, Path folder) {
    this.cloud = cloud;
    this.signing = signing;
    this.folder = folder;
  }

  Map<String, String> forConsumer(ConsumerResources resources) {
    Map<String, String> all = new HashMap<>(waybillVariables(resources));
    all.putAll(
        Map.of(
            "HOME", folder.toString(),
            "AWS_ENDPOINT_URL", cloud.toString(),
            "AWS_REGION", "us-east-1",
            "AWS_DEFAULT_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "consumer",
            "AWS_SECRET_ACCESS_KEY", "test",
            "AWS_EC2_METADATA_DISABLED", "true"));
    all.putAll(
        Map.of(
            "BENCH_RAW", resources.raw(),
            "BENCH_RECORDS", resources.records(),
            "BENCH_QUEUE_URL", resources.queueUrl(),
            "BENCH_KEYSTORE", signing.keystore().toString(),
            "BENCH_PASSWORD", SigningFiles.PASSWORD,
            "BENCH_KEY_PEM", signing.pem().toString()));
    return all;
  }

  /**
   * Returns settings that disable canary, baseline, audits and re-verification, because no peer has
   * them.
   */
  private Map<String, String> waybillVariables(ConsumerResources resources) {
    Map<String, String> all = new HashMap<>();
    all.putAll(
        Map.of(
            "WAYBILL_RAW_BUCKET",
            resources.raw(),
            "WAYBILL_PROVENANCE_BUCKET",
            resources.records(),
            "WAYBILL_QUEUE",
            resources.queue(),
            "WAYBILL_DEAD_LETTER_QUEUE",
            resources.queue() + "-dead",
            "WAYBILL_KMS_KEY",
            resources.kmsKey(),
            "WAYBILL_CANARY_EVERY",
            "0s",
            "WAYBILL_BASELINE_EVERY",
            "0s",
            "WAYBILL_AUDIT_ENABLED",
            "false",
            "WAYBILL_ATHENA_RESULTS",
            "s3://" + resources.results() + "/",
            "WAYBILL_IDENTITY_ALLOW_LONG_LIVED",
            "true"));
    all.putAll(
        Map.of(
            "WAYBILL_MANAGEMENT_HOST",
            "127.0.0.1",
            "WAYBILL_MANAGEMENT_PORT",
            "0",
            "WAYBILL_SIGNING_KEYSTORE",
            signing.keystore().toString(),
            "WAYBILL_FIXITY_ENABLED",
            "false",
            "WAYBILL_FIXITY_QUEUE",
            resources.fixityQueue(),
            "WAYBILL_BACKFILL_QUEUE",
            resources.backfillQueue(),
            "WAYBILL_SIGNING_PASSWORD",
            SigningFiles.PASSWORD,
            "WAYBILL_SIGNING_ALIAS",
            SigningFiles.ALIAS));
    all.putAll(
        Map.of(
            "WAYBILL_RECORD_LOG_KEYS",
            signing.logKeys().toString(),
            "WAYBILL_RECORD_LOG_ORIGIN",
            SigningFiles.LOG_ORIGIN));
    return all;
  }
}
