package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.policy.MalformedPolicyException;
import dev.waybill.localcloud.policy.PolicyDocument;
import dev.waybill.localcloud.policy.PolicyPrincipal;
import dev.waybill.localcloud.policy.PolicyRequest;
import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.Caller;
import dev.waybill.localcloud.wire.Identities;
import dev.waybill.localcloud.wire.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may do what: everyone of the account everything, unless the bucket's policy denies it. The
 * account's root can always read and mend the policy.
 */
final class Permissions {
  private static final Set<String> ROOTS =
      Set.of("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy");

  private final Identities identities;
  private final Map<String, Read> policies = new ConcurrentHashMap<>();

  Permissions(Identities identities) {
    this.identities = identities;
  }

  /** A policy that was read already. */
  private record Read(String text, PolicyDocument document) {}

  /** Refuses a call whose target's policy denies it. */
  void require(S3Call call) {
    for (String action : S3Actions.of(call)) {
      require(call, call.bucket(), action, call.key());
    }
  }

  /** Refuses an action on an object, or on a bucket when the key is empty. */
  void require(S3Call call, Bucket bucket, String action, String key) {
    Optional<String> text = bucket.config("policy");
    Caller signer = call.caller();
    if (text.isEmpty() || signer == null) {
      return;
    }
    Principal caller = identities.of(signer.accessKeyId());
    String arn = "arn:aws:s3:::" + bucket.name();
    String resource = key.isEmpty() ? arn : arn + "/" + key;
    boolean ofRoot = caller.kind() == Principal.Kind.ROOT && ROOTS.contains(action);
    if (!ofRoot && denies(bucket, text.get(), caller, call, action, resource)) {
      throw refusal(caller, action, resource);
    }
  }

  private boolean denies(
      Bucket bucket, String text, Principal caller, S3Call call, String action, String resource) {
    try {
      Map<String, String> context = PolicyContext.of(call, caller);
      return read(bucket.name(), text)
          .denies(new PolicyRequest(PolicyPrincipal.of(caller), action, resource, context));
    } catch (MalformedPolicyException unreadable) {
      return true;
    }
  }

  private PolicyDocument read(String bucket, String text) {
    Read known = policies.get(bucket);
    if (known == null || !known.text().equals(text)) {
      known = new Read(text, PolicyDocument.parse(text));
      policies.put(bucket, known);
    }
    return known.document();
  }

  private static StoreException refusal(Principal caller, String action, String resource) {
    return new StoreException(
        S3ErrorCode.ACCESS_DENIED,
        "User: "
            + caller.arn()
            + " is not authorized to perform: "
            + action
            + " on resource: \""
            + resource
            + "\" with an explicit deny in a resource-based policy");
  }
}
