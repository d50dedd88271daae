package dev.waybill.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The environment that every consumer gets: AWS's variables, and its place in words of each. */
final class Surroundings {
  private final URI cloud;
  private final SigningFiles signing;
  private final Path folder;

  Surroundings(URI cloud, SigningFiles signing, Path folder) {
    this.cloud = cloud;
    this.signing = signing;
    this.folder = folder;
  }

  Map<String, String> of(Place place) {
    Map<String, String> all = new HashMap<>(ofWaybill(place));
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
            "BENCH_RAW", place.raw(),
            "BENCH_RECORDS", place.records(),
            "BENCH_QUEUE_URL", place.queueUrl(),
            "BENCH_KEYSTORE", signing.keystore().toString(),
            "BENCH_PASSWORD", SigningFiles.PASSWORD,
            "BENCH_KEY_PEM", signing.pem().toString()));
    return all;
  }

  /** With nothing on but the chain: no peer has schedules. */
  private Map<String, String> ofWaybill(Place place) {
    Map<String, String> all = new HashMap<>();
    all.putAll(
        Map.of(
            "WAYBILL_RAW_BUCKET",
            place.raw(),
            "WAYBILL_PROVENANCE_BUCKET",
            place.records(),
            "WAYBILL_QUEUE",
            place.queue(),
            "WAYBILL_DEAD_LETTER_QUEUE",
            place.queue() + "-dead",
            "WAYBILL_KMS_KEY",
            place.kmsKey(),
            "WAYBILL_CANARY_EVERY",
            "0s",
            "WAYBILL_BASELINE_EVERY",
            "0s",
            "WAYBILL_AUDIT_ENABLED",
            "false",
            "WAYBILL_ATHENA_RESULTS",
            "s3://" + place.results() + "/",
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
            "WAYBILL_SIGNING_PASSWORD",
            SigningFiles.PASSWORD,
            "WAYBILL_SIGNING_ALIAS",
            SigningFiles.ALIAS));
    return all;
  }
}
