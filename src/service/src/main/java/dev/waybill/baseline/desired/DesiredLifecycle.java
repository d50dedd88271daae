package dev.waybill.baseline.desired;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionTransition;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/**
 * Lifecycle rule of Waybill. Zero days mean that the rule has no such action.
 *
 * @param id id of the rule, which begins with {@code waybill-}
 * @param prefix prefix of the keys that the rule covers; empty for all
 * @param temporary true when the rule covers only objects with the tag of temporary objects
 * @param expiredMarkers true when delete markers without versions are removed
 * @param expirationDays days until a current version expires
 * @param noncurrentExpirationDays days until a noncurrent version is deleted
 * @param noncurrentTransitionDays days until a noncurrent version moves to {@link
 *     #NONCURRENT_CLASS}
 */
public record DesiredLifecycle(
    String id,
    String prefix,
    boolean temporary,
    boolean expiredMarkers,
    int expirationDays,
    int noncurrentExpirationDays,
    int noncurrentTransitionDays) {
  /** Cheaper class with immediate reads, because a noncurrent version may be hashed again. */
  private static final TransitionStorageClass NONCURRENT_CLASS = TransitionStorageClass.GLACIER_IR;

  /** Tag of objects of the log that others replace soon. */
  private static final Tag TEMPORARY_TAG =
      Tag.builder().key("waybill-log").value("temporary").build();

  private static final int ABORT_UPLOADS_DAYS = 7;
  private static final int NONCURRENT_TRANSITION_DAYS = 90;
  private static final int RESULTS_EXPIRATION_DAYS = 30;

  /** Longer than an audit can look back, which is 30 days. */
  private static final int CLAIMS_EXPIRATION_DAYS = 35;

  /** Enough to look at a run of a reconciliation by SQL again. */
  private static final int RUNS_EXPIRATION_DAYS = 7;

  /**
   * Returns the rules of a bucket of scopes, in which only canaries and objects of drills expire.
   */
  public static List<DesiredLifecycle> raw(Deployment d, ScopeBucket bucket) {
    DesiredLifecycle noncurrent = moveNoncurrent("waybill-noncurrent");
    if (!bucket.isSource()) {
      return List.of(noncurrent);
    }
    int keptDays = Math.toIntExact(d.settings().canary().kept().toDays());
    return List.of(
        noncurrent,
        new DesiredLifecycle(
            "waybill-canaries",
            d.settings().raw().test() + "canary/",
            false,
            false,
            keptDays,
            1,
            0),
        new DesiredLifecycle(
            "waybill-drills", d.settings().raw().drills(), false, false, keptDays, 1, 0));
  }

  /**
   * Returns the rules of the provenance bucket, in which only what the service has replaced is
   * deleted: noncurrent versions of tagged objects, and delete markers that hide no version any
   * more. Claims expire, because no audit reads old ones, and so do the files of reconciliations by
   * SQL.
   */
  public static List<DesiredLifecycle> provenance() {
    return List.of(
        moveNoncurrent("waybill-noncurrent"),
        new DesiredLifecycle("waybill-log-temporary", "log/", true, false, 0, 1, 0),
        new DesiredLifecycle("waybill-fixity-temporary", "fixity/", true, false, 0, 1, 0),
        new DesiredLifecycle(
            "waybill-reconcile-runs", "reconcile/", true, false, RUNS_EXPIRATION_DAYS, 1, 0),
        new DesiredLifecycle("waybill-log-markers", "log/", false, true, 0, 0, 0),
        new DesiredLifecycle(
            "waybill-claims", "claims/", false, false, CLAIMS_EXPIRATION_DAYS, 1, 0));
  }

  /** Returns the rules of the bucket with CloudTrail's logs, in which nothing expires. */
  public static List<DesiredLifecycle> evidence() {
    return List.of(moveNoncurrent("waybill-noncurrent"));
  }

  /** Returns the rules of the bucket with results of audit queries. */
  public static List<DesiredLifecycle> results() {
    return List.of(
        new DesiredLifecycle("waybill-results", "", false, false, RESULTS_EXPIRATION_DAYS, 1, 0));
  }

  private static DesiredLifecycle moveNoncurrent(String id) {
    return new DesiredLifecycle(id, "", false, false, 0, 0, NONCURRENT_TRANSITION_DAYS);
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
        && isSame(present.filter())
        && days(present) == expirationDays
        && noncurrentDays(present) == noncurrentExpirationDays
        && desired.noncurrentVersionTransitions().equals(present.noncurrentVersionTransitions())
        && (present.expiration() != null
                && Boolean.TRUE.equals(present.expiration().expiredObjectDeleteMarker()))
            == expiredMarkers
        && (present.abortIncompleteMultipartUpload() != null) == !temporary;
  }

  private boolean isSame(LifecycleRuleFilter present) {
    return temporary
        ? filter().equals(present)
        : prefix.equals(present.prefix() == null ? "" : present.prefix())
            && present.tag() == null
            && present.and() == null;
  }

  private LifecycleRuleFilter filter() {
    return temporary
        ? LifecycleRuleFilter.builder().and(it -> it.prefix(prefix).tags(TEMPORARY_TAG)).build()
        : LifecycleRuleFilter.builder().prefix(prefix).build();
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
        LifecycleRule.builder().id(id).status(ExpirationStatus.ENABLED).filter(filter());
    if (!temporary) {
      // S3 accepts this action in no rule with a tag.
      rule.abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(ABORT_UPLOADS_DAYS));
    }
    if (expirationDays > 0) {
      rule.expiration(expiration -> expiration.days(expirationDays));
    }
    if (expiredMarkers) {
      rule.expiration(expiration -> expiration.expiredObjectDeleteMarker(true));
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
    if (temporary) {
      rule.putArray("TagFilters")
          .addObject()
          .put("Key", TEMPORARY_TAG.key())
          .put("Value", TEMPORARY_TAG.value());
    } else {
      rule.putObject("AbortIncompleteMultipartUpload")
          .put("DaysAfterInitiation", ABORT_UPLOADS_DAYS);
    }
    if (expiredMarkers) {
      rule.put("ExpiredObjectDeleteMarker", true);
    }
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
