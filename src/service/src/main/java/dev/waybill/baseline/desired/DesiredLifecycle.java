package dev.waybill.baseline.desired;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionTransition;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/**
 * One lifecycle rule of ours. Zero days: not at all.
 *
 * @param id begins with {@code waybill-}
 * @param prefix of the keys it is about; empty for all
 * @param expire days until a current version expires
 * @param expireNoncurrent days until a noncurrent version is deleted
 * @param moveNoncurrent days until a noncurrent version moves to {@link #COLD}
 */
public record DesiredLifecycle(
    String id, String prefix, int expire, int expireNoncurrent, int moveNoncurrent) {
  /** Cheaper, and yet read at once: a noncurrent version may have to be hashed again. */
  private static final TransitionStorageClass COLD = TransitionStorageClass.GLACIER_IR;

  private static final int ABORT_UPLOADS = 7;
  private static final int MOVE_NONCURRENT = 90;
  private static final int KEEP_RESULTS = 30;

  /** Nothing under custody ever expires; only canaries do. */
  public static List<DesiredLifecycle> raw(Deployment d) {
    int kept = Math.toIntExact(d.settings().canary().kept().toDays());
    return List.of(
        keep("waybill-noncurrent"),
        new DesiredLifecycle(
            "waybill-canaries", d.settings().raw().test() + "canary/", kept, 1, 0));
  }

  public static List<DesiredLifecycle> kept() {
    return List.of(keep("waybill-noncurrent"));
  }

  public static List<DesiredLifecycle> results() {
    return List.of(new DesiredLifecycle("waybill-results", "", KEEP_RESULTS, 1, 0));
  }

  private static DesiredLifecycle keep(String id) {
    return new DesiredLifecycle(id, "", 0, 0, MOVE_NONCURRENT);
  }

  public boolean isIn(List<LifecycleRule> rules) {
    return rules.stream().anyMatch(this::isSame);
  }

  private boolean isSame(LifecycleRule there) {
    LifecycleRule ours = rule();
    return id.equals(there.id())
        && there.status() == ExpirationStatus.ENABLED
        && there.filter() != null
        && prefix.equals(there.filter().prefix() == null ? "" : there.filter().prefix())
        && there.filter().tag() == null
        && there.filter().and() == null
        && days(there) == expire
        && daysNoncurrent(there) == expireNoncurrent
        && ours.noncurrentVersionTransitions().equals(there.noncurrentVersionTransitions())
        && there.abortIncompleteMultipartUpload() != null;
  }

  private static int days(LifecycleRule rule) {
    return rule.expiration() == null || rule.expiration().days() == null
        ? 0
        : rule.expiration().days();
  }

  private static int daysNoncurrent(LifecycleRule rule) {
    return rule.noncurrentVersionExpiration() == null
        ? 0
        : rule.noncurrentVersionExpiration().noncurrentDays();
  }

  public LifecycleRule rule() {
    LifecycleRule.Builder rule =
        LifecycleRule.builder()
            .id(id)
            .status(ExpirationStatus.ENABLED)
            .filter(filter -> filter.prefix(prefix))
            .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(ABORT_UPLOADS));
    if (expire > 0) {
      rule.expiration(expiration -> expiration.days(expire));
    }
    if (expireNoncurrent > 0) {
      rule.noncurrentVersionExpiration(expiration -> expiration.noncurrentDays(expireNoncurrent));
    }
    if (moveNoncurrent > 0) {
      rule.noncurrentVersionTransitions(
          NoncurrentVersionTransition.builder()
              .noncurrentDays(moveNoncurrent)
              .storageClass(COLD)
              .build());
    }
    return rule.build();
  }

  /** The rule as CloudFormation's AWS::S3::Bucket has it. */
  public ObjectNode template() {
    ObjectNode rule = JsonNodeFactory.instance.objectNode();
    rule.put("Id", id).put("Status", "Enabled").put("Prefix", prefix);
    rule.putObject("AbortIncompleteMultipartUpload").put("DaysAfterInitiation", ABORT_UPLOADS);
    if (expire > 0) {
      rule.put("ExpirationInDays", expire);
    }
    if (expireNoncurrent > 0) {
      rule.putObject("NoncurrentVersionExpiration").put("NoncurrentDays", expireNoncurrent);
    }
    if (moveNoncurrent > 0) {
      rule.putArray("NoncurrentVersionTransitions")
          .addObject()
          .put("StorageClass", COLD.toString())
          .put("TransitionInDays", moveNoncurrent);
    }
    return rule;
  }
}
