package dev.waybill.localcloud.inventory;

import dev.waybill.localcloud.policy.PolicyDocument;
import dev.waybill.localcloud.policy.PolicyPrincipal;
import dev.waybill.localcloud.policy.PolicyRequest;
import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.util.Map;
import java.util.TreeMap;

/** Check that the policy of a destination lets S3 write the reports of a bucket. */
final class DestinationPolicy {
  private static final String S3 = "s3.amazonaws.com";
  private static final String ARN = "arn:aws:s3:::";

  private DestinationPolicy() {}

  /**
   * Requires that the policy allows the report to be written.
   *
   * @throws StoreException AccessDenied
   */
  static void require(
      Bucket destination, InventoryDefinition definition, String source, String account) {
    String object = ARN + destination.name() + "/" + definition.location(source) + "manifest.json";
    PolicyRequest request =
        new PolicyRequest(
            PolicyPrincipal.service(S3), "s3:PutObject", object, context(source, account));
    boolean allowed =
        destination
            .config("policy")
            .map(PolicyDocument::parse)
            .filter(policy -> policy.allows(request))
            .isPresent();
    if (!allowed) {
      throw new StoreException(
          S3ErrorCode.ACCESS_DENIED,
          "the policy of "
              + destination.name()
              + " must allow "
              + S3
              + " s3:PutObject on "
              + object);
    }
  }

  private static Map<String, String> context(String source, String account) {
    return new TreeMap<>(
        Map.of(
            "aws:SourceArn", ARN + source,
            "aws:SourceAccount", account,
            "aws:SecureTransport", "true",
            "aws:PrincipalIsAWSService", "true",
            "s3:x-amz-acl", "bucket-owner-full-control"));
  }
}
