package dev.waybill.baseline.desired;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionTransition;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/**
 * Lifecycle rule of Waybill. Zero days mean that the rule has no such action.
 *
 * @param id id of the rule, which begins with {@code waybill-}
 * @param prefix prefix of the keys that the rule covers; empty for all
 * @param expirationDays days until a current version expires
 * @param noncurrentExpirationDays days until a noncurrent version is deleted
 * @param noncurrentTransitionDays days until a noncurrent version moves to {@link
 *     #NONCURRENT_CLASS}
 */
public record DesiredLifecycle(
    String id,
    String prefix,
    int expirationDays,
    int noncurrentExpirationDays,
    int noncurrentTransitionDays) {
  /** Cheaper class with immediate reads, because a noncurrent version may be hashed again. */
  private static final TransitionStorageClass NONCURRENT_CLASS = TransitionStorageClass.GLACIER_IR;

  private static final int ABORT_UPLOADS_DAYS = 7;
  private static final int NONCURRENT_TRANSITION_DAYS = 90;
  private static final int RESULTS_EXPIRATION_DAYS = 30;

  /** Returns the rules of the raw bucket, in which only canaries expire. */
  public static List<DesiredLifecycle> raw(Deployment d) {
    int keptDays = Math.toIntExact(d.settings().canary().kept().toDays());
    return List.of(
        moveNoncurrent("waybill-noncurrent"),
        new DesiredLifecycle(
            "waybill-canaries", d.settings().raw().test() + "canary/", keptDays, 1, 0));
  }

  /** Returns the rules of buckets with records or logs, in which nothing expires. */
  public static List<DesiredLifecycle> evidence() {
    return List.of(moveNoncurrent("waybill-noncurrent"));
  }

  /** Returns the rules of the bucket with results of audit queries. */
  public static List<DesiredLifecycle> results() {
    return List.of(new DesiredLifecycle("waybill-results", "", RESULTS_EXPIRATION_DAYS, 1, 0));
  }

  private static DesiredLifecycle moveNoncurrent(String id) {
    return new DesiredLifecycle(id, "", 0, 0, NONCURRENT_TRANSITION_DAYS);
  }

  /** Returns true when one of the rules has the same id and effect. */
  public boolean isIn(List<LifecycleRule> rules) {
    return rules.stream().anyMatch(this::isSame);
  }

  private boolean isSame(LifecycleRule present) {
    LifecycleRule desired = rule();
    return id.equals(present.id())
        && present.status() == ExpirationStatus.ENABLED
        && present.filter() != null
        && prefix.equals(present.filter().prefix() == null ? "" : present.filter().prefix())
        && present.filter().tag() == null
        && present.filter().and() == null
        && days(present) == expirationDays
        && noncurrentDays(present) == noncurrentExpirationDays
        && desired.noncurrentVersionTransitions().equals(present.noncurrentVersionTransitions())
        && present.abortIncompleteMultipartUpload() != null;
  }

  private static int days(LifecycleRule rule) {
    return rule.expiration() == null || rule.expiration().days() == null
        ? 0
        : rule.expiration().days();
  }

  private static int noncurrentDays(LifecycleRule rule) {
    return rule.noncurrentVersionExpiration() == null
        ? 0
        : rule.noncurrentVersionExpiration().noncurrentDays();
  }

  /** Returns the rule in the form of the S3 API. */
  public LifecycleRule rule() {
    LifecycleRule.Builder rule =
        LifecycleRule.builder()
            .id(id)
            .status(ExpirationStatus.ENABLED)
            .filter(filter -> filter.prefix(prefix))
            .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(ABORT_UPLOADS_DAYS));
    if (expirationDays > 0) {
      rule.expiration(expiration -> expiration.days(expirationDays));
    }
    if (noncurrentExpirationDays > 0) {
      rule.noncurrentVersionExpiration(
          expiration -> expiration.noncurrentDays(noncurrentExpirationDays));
    }
    if (noncurrentTransitionDays > 0) {
      rule.noncurrentVersionTransitions(
          NoncurrentVersionTransition.builder()
              .noncurrentDays(noncurrentTransitionDays)
              .storageClass(NONCURRENT_CLASS)
              .build());
    }
    return rule.build();
  }

  /** Returns the rule in the form of CloudFormation's AWS::S3::Bucket. */
  public ObjectNode template() {
    ObjectNode rule = JsonNodeFactory.instance.objectNode();
    rule.put("Id", id).put("Status", "Enabled").put("Prefix", prefix);
    rule.putObject("AbortIncompleteMultipartUpload").put("DaysAfterInitiation", ABORT_UPLOADS_DAYS);
    if (expirationDays > 0) {
      rule.put("ExpirationInDays", expirationDays);
    }
    if (noncurrentExpirationDays > 0) {
      rule.putObject("NoncurrentVersionExpiration").put("NoncurrentDays", noncurrentExpirationDays);
    }
    if (noncurrentTransitionDays > 0) {
      rule.putArray("NoncurrentVersionTransitions")
          .addObject()
          .put("StorageClass", NONCURRENT_CLASS.toString())
          .put("TransitionInDays", noncurrentTransitionDays);
    }
    return rule;
  }
}
