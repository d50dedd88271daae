package dev.waybill.baseline.control;

import dev.waybill.baseline.desired.BucketRole;
import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.desired.DesiredLifecycle;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Defaults that a bucket applies to its objects: encryption and lifecycle. */
final class BucketDefaults {
  private static final Set<String> NO_LIFECYCLE = Set.of("NoSuchLifecycleConfiguration");
  private static final Set<String> NO_ENCRYPTION =
      Set.of("ServerSideEncryptionConfigurationNotFoundError");

  private final S3Client s3;
  private final Deployment d;
  private final BucketRole role;

  BucketDefaults(S3Client s3, Deployment d, BucketRole role) {
    this.s3 = s3;
    this.d = d;
    this.role = role;
  }

  List<ControlDefinition> definitions() {
    return List.of(
        new ControlDefinition(
            new Control(
                role.id() + ".encryption",
                "Reading "
                    + role.contents()
                    + " also requires permission to use the key, and that use is logged.",
                "Security Hub S3.17, AWS S3 user guide, bucket keys",
                "aws s3api put-bucket-encryption with aws:kms, the key and BucketKeyEnabled"),
            List.of(role.existenceControl()),
            this::readEncryption,
            this::applyEncryption),
        new ControlDefinition(
            new Control(
                role.id() + ".lifecycle",
                "Noncurrent versions and parts of incomplete uploads would accumulate without"
                    + " limit.",
                "Security Hub S3.10, S3.13",
                "add the template's lifecycle rules waybill-… to " + role.name()),
            List.of(role.existenceControl()),
            this::readLifecycle,
            this::applyLifecycle));
  }

  private ControlState readEncryption() {
    String should = "aws:kms under " + d.settings().kmsKey() + ", bucket key";
    List<ServerSideEncryptionRule> rules =
        NotFound.of(
                () ->
                    s3.getBucketEncryption(
                            it -> it.bucket(role.name()).expectedBucketOwner(d.account()))
                        .serverSideEncryptionConfiguration()
                        .rules(),
                NO_ENCRYPTION)
            .orElse(List.of());
    return rules.isEmpty()
        ? ControlState.absent(should)
        : ControlState.of(describe(rules.get(0)), should);
  }

  private String describe(ServerSideEncryptionRule rule) {
    ServerSideEncryptionByDefault by = rule.applyServerSideEncryptionByDefault();
    String key = key(by.kmsMasterKeyID());
    String bucketKey =
        Boolean.TRUE.equals(rule.bucketKeyEnabled()) ? "bucket key" : "no bucket key";
    return by.sseAlgorithmAsString() + key + ", " + bucketKey;
  }

  private String key(@Nullable String id) {
    if (id == null) {
      return "";
    }
    return " under " + d.configuredKeyName(id);
  }

  private void applyEncryption() {
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .bucketKeyEnabled(true)
            .applyServerSideEncryptionByDefault(
                by -> by.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(d.keyArn()))
            .build();
    s3.putBucketEncryption(
        it ->
            it.bucket(role.name())
                .expectedBucketOwner(d.account())
                .serverSideEncryptionConfiguration(to -> to.rules(rule)));
  }

  private List<LifecycleRule> rules() {
    return NotFound.of(
            () ->
                s3.getBucketLifecycleConfiguration(
                        it -> it.bucket(role.name()).expectedBucketOwner(d.account()))
                    .rules(),
            NO_LIFECYCLE)
        .orElse(List.of());
  }

  private ControlState readLifecycle() {
    List<LifecycleRule> present = rules();
    return ControlState.named(
        role.rules().stream().map(DesiredLifecycle::id).toList(),
        role.rules().stream().filter(it -> !it.isIn(present)).map(DesiredLifecycle::id).toList());
  }

  /** Puts the desired rules and those of others, because a put replaces all rules. */
  private void applyLifecycle() {
    List<String> ids = role.rules().stream().map(DesiredLifecycle::id).toList();
    Stream<LifecycleRule> others = rules().stream().filter(it -> !ids.contains(it.id()));
    List<LifecycleRule> all =
        Stream.concat(others, role.rules().stream().map(DesiredLifecycle::rule)).toList();
    s3.putBucketLifecycleConfiguration(
        it ->
            it.bucket(role.name())
                .expectedBucketOwner(d.account())
                .lifecycleConfiguration(to -> to.rules(all)));
  }
}
