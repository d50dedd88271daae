package dev.waybill.localcloud.cloudtrail;

import dev.waybill.localcloud.cloudtrail.TrailDefinition.Target;
import dev.waybill.localcloud.policy.PolicyDocument;
import dev.waybill.localcloud.policy.PolicyPrincipal;
import dev.waybill.localcloud.policy.PolicyRequest;
import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.StoreException;
import java.util.Map;
import java.util.TreeMap;

/** Check that a bucket's policy allows CloudTrail to deliver a trail's log files. */
final class LogBucketCheck {
  private static final String CLOUDTRAIL = "cloudtrail.amazonaws.com";

  private final ObjectStore store;
  private final String account;

  LogBucketCheck(ObjectStore store, String account) {
    this.store = store;
    this.account = account;
  }

  /**
   * Requires that the bucket's policy allows the trail to deliver log files and digest files.
   *
   * @throws dev.waybill.localcloud.service.JsonError S3BucketDoesNotExistException or
   *     InsufficientS3BucketPolicyException
   */
  void requireDeliverable(Target target, String trailArn) {
    String arn = "arn:aws:s3:::" + target.bucket();
    String objects = arn + "/" + target.keyPrefix() + "AWSLogs/" + account;
    Map<String, String> put = putContext(target, trailArn);
    boolean allowed =
        bucket(target)
            .config("policy")
            .map(PolicyDocument::parse)
            .filter(it -> it.allows(request("s3:GetBucketAcl", arn, context(trailArn))))
            .filter(it -> it.allows(request("s3:PutObject", objects + "/CloudTrail/x", put)))
            .filter(it -> it.allows(request("s3:PutObject", objects + "/CloudTrail-Digest/x", put)))
            .isPresent();
    if (!allowed) {
      throw TrailErrorCode.BUCKET_POLICY.error(
          "Incorrect S3 bucket policy is detected for bucket: "
              + target.bucket()
              + "; the policy must allow "
              + CLOUDTRAIL
              + " s3:GetBucketAcl on the bucket and s3:PutObject on "
              + target.keyPrefix()
              + "AWSLogs/"
              + account
              + "/*");
    }
  }

  private Bucket bucket(Target target) {
    try {
      return store.bucket(target.bucket());
    } catch (StoreException absent) {
      throw TrailErrorCode.BUCKET_DOES_NOT_EXIST.error(
          "S3 bucket " + target.bucket() + " does not exist!");
    }
  }

  private static PolicyRequest request(
      String action, String resource, Map<String, String> context) {
    return new PolicyRequest(PolicyPrincipal.service(CLOUDTRAIL), action, resource, context);
  }

  private Map<String, String> context(String trailArn) {
    return Map.of(
        "aws:SourceArn",
        trailArn,
        "aws:SourceAccount",
        account,
        "aws:SecureTransport",
        "true",
        "aws:PrincipalIsAWSService",
        "true");
  }

  private Map<String, String> putContext(Target target, String trailArn) {
    Map<String, String> context = new TreeMap<>(context(trailArn));
    context.put("s3:x-amz-acl", "bucket-owner-full-control");
    context.put("s3:ObjectCreationOperation", "true");
    if (!target.kmsKey().isEmpty()) {
      context.put("s3:x-amz-server-side-encryption", "aws:kms");
      context.put("s3:x-amz-server-side-encryption-aws-kms-key-id", target.kmsKey());
    }
    return context;
  }
}
