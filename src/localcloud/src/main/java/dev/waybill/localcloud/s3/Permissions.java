package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.policy.MalformedPolicyException;
import dev.waybill.localcloud.policy.PolicyDocument;
import dev.waybill.localcloud.policy.PolicyPrincipal;
import dev.waybill.localcloud.policy.PolicyRequest;
import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.Caller;
import dev.waybill.localcloud.wire.Principal;
import dev.waybill.localcloud.wire.PrincipalLookup;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Permission checks. Callers of the account may do everything that the bucket policy does not deny.
 * The root user can always read and change the policy.
 */
final class Permissions {
  private static final Set<String> ROOT_ACTIONS =
      Set.of("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy");

  private final PrincipalLookup principals;
  private final Map<String, CachedPolicy> policies = new ConcurrentHashMap<>();

  Permissions(PrincipalLookup principals) {
    this.principals = principals;
  }

  /** Parsed policy and its text. */
  private record CachedPolicy(String text, PolicyDocument document) {}

  /** Rejects a call that the policy of its bucket denies. */
  void require(S3Call call) {
    for (String action : S3Actions.of(call)) {
      require(call, call.bucket(), action, call.key());
    }
  }

  /** Returns true when the policy of the call's bucket does not deny an action on the object. */
  boolean allows(S3Call call, String action) {
    try {
      require(call, call.bucket(), action, call.key());
      return true;
    } catch (StoreException denied) {
      return false;
    }
  }

  /** Rejects a denied action on an object, or on a bucket when the key is empty. */
  void require(S3Call call, Bucket bucket, String action, String key) {
    Optional<String> text = bucket.config("policy");
    Caller signer = call.caller();
    if (text.isEmpty() || signer == null) {
      return;
    }
    Principal caller = principals.of(signer.accessKeyId());
    String arn = "arn:aws:s3:::" + bucket.name();
    String resource = key.isEmpty() ? arn : arn + "/" + key;
    boolean allowedToRoot = caller.kind() == Principal.Kind.ROOT && ROOT_ACTIONS.contains(action);
    if (!allowedToRoot && denies(bucket, text.get(), caller, call, action, resource)) {
      throw denial(caller, action, resource);
    }
  }

  private boolean denies(
      Bucket bucket, String text, Principal caller, S3Call call, String action, String resource) {
    try {
      Map<String, String> context = PolicyContext.of(call, caller);
      return read(bucket.name(), text)
          .denies(new PolicyRequest(PolicyPrincipal.of(caller), action, resource, context));
    } catch (MalformedPolicyException e) {
      return true;
    }
  }

  private PolicyDocument read(String bucket, String text) {
    CachedPolicy known = policies.get(bucket);
    if (known == null || !known.text().equals(text)) {
      known = new CachedPolicy(text, PolicyDocument.parse(text));
      policies.put(bucket, known);
    }
    return known.document();
  }

  private static StoreException denial(Principal caller, String action, String resource) {
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
