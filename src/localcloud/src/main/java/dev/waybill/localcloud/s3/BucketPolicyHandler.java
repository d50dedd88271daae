package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.policy.MalformedPolicyException;
import dev.waybill.localcloud.policy.PolicyDocument;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlReader;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Handler of PutBucketPolicy and GetBucketPolicyStatus. */
final class BucketPolicyHandler {
  private static final int MAX_POLICY_BYTES = 20 * 1024;

  private BucketPolicyHandler() {}

  static void put(S3Call call, String text) {
    PolicyDocument policy = parsed(text);
    try {
      policy.requireBucket(call.bucketName());
    } catch (MalformedPolicyException e) {
      throw malformed(e);
    }
    if (text.length() > MAX_POLICY_BYTES) {
      throw new StoreException(
          S3ErrorCode.INVALID_ARGUMENT, "A policy has at most " + MAX_POLICY_BYTES + " bytes");
    }
    if (policy.isPublic() && blocksPublic(call)) {
      throw new StoreException(
          S3ErrorCode.ACCESS_DENIED,
          "public policies are prevented by the BlockPublicPolicy setting of the bucket");
    }
    call.bucket().putConfig("policy", text);
  }

  private static boolean blocksPublic(S3Call call) {
    return call.bucket()
        .config("publicAccessBlock")
        .map(text -> XmlReader.parse(text.getBytes(StandardCharsets.UTF_8)))
        .filter(block -> "true".equals(block.text("BlockPublicPolicy")))
        .isPresent();
  }

  static void status(S3Call call) throws IOException {
    String text =
        call.bucket()
            .config("policy")
            .orElseThrow(() -> new StoreException(S3ErrorCode.NO_SUCH_BUCKET_POLICY));
    XmlWriter xml = XmlWriter.s3("PolicyStatus");
    call.xml(200, xml.element("IsPublic", Boolean.toString(parsed(text).isPublic())));
  }

  private static PolicyDocument parsed(String text) {
    try {
      return PolicyDocument.parse(text);
    } catch (MalformedPolicyException e) {
      throw malformed(e);
    }
  }

  private static StoreException malformed(MalformedPolicyException cause) {
    return new StoreException(S3ErrorCode.MALFORMED_POLICY, String.valueOf(cause.getMessage()));
  }
}
