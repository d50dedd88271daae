package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.Principal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Condition keys of a call; keys that do not apply have no value. */
final class PolicyContext {
  private static final String SSE = "x-amz-server-side-encryption";
  private static final String CUSTOMER = "x-amz-server-side-encryption-customer-algorithm";
  private static final String KEY = SSE + "-aws-kms-key-id";
  private static final Set<String> WHOLE =
      Set.of("PutObject", "CopyObject", "CompleteMultipartUpload");
  private static final Set<String> OF_PARTS =
      Set.of("UploadPart", "UploadPartCopy", "CompleteMultipartUpload");

  private PolicyContext() {}

  /** Returns the condition keys. Loopback connections count as secure transport. */
  static Map<String, String> of(S3Call call, Principal caller) {
    Map<String, String> context = new TreeMap<>();
    context.put("aws:SecureTransport", "true");
    context.put("aws:PrincipalIsAWSService", "false");
    context.put("aws:PrincipalArn", caller.grantee());
    context.put("aws:PrincipalAccount", caller.account());
    context.put("aws:userid", caller.id());
    if (caller.kind() == Principal.Kind.USER) {
      context.put("aws:username", caller.name());
    }
    if (caller.kind() == Principal.Kind.ROLE) {
      context.put("aws:MultiFactorAuthPresent", Boolean.toString(caller.mfa()));
    }
    header(call, "x-amz-acl", "s3:x-amz-acl", context);
    if (S3Actions.WRITES.contains(call.operation())) {
      write(call, context);
    }
    return context;
  }

  private static void write(S3Call call, Map<String, String> context) {
    context.put("s3:ObjectCreationOperation", Boolean.toString(WHOLE.contains(call.operation())));
    header(call, "if-none-match", "s3:if-none-match", context);
    header(call, "if-match", "s3:if-match", context);
    header(call, CUSTOMER, "s3:" + CUSTOMER, context);
    header(call, "x-amz-object-lock-mode", "s3:object-lock-mode", context);
    if (OF_PARTS.contains(call.operation())) {
      ofUpload(call, context);
    } else {
      header(call, SSE, "s3:" + SSE, context);
      header(call, KEY, "s3:" + KEY, context);
    }
    context.computeIfPresent("s3:" + KEY, (unused, key) -> resolved(call, key));
  }

  /** Adds the encryption of the upload, which applies to its parts. */
  private static void ofUpload(S3Call call, Map<String, String> context) {
    try {
      Map<String, String> headers = MultipartHandler.upload(call).headers();
      context.put("s3:" + SSE, headers.getOrDefault(SSE, "AES256"));
      String key = headers.get(KEY);
      if (key != null) {
        context.put("s3:" + KEY, key);
      }
    } catch (StoreException absent) {
      // The call itself fails with this error.
    }
  }

  private static String resolved(S3Call call, String key) {
    try {
      return call.context().keys().usableKeyArn(key);
    } catch (StoreException unusable) {
      return key;
    }
  }

  private static void header(S3Call call, String name, String key, Map<String, String> context) {
    String value = call.header(name);
    if (value != null) {
      context.put(key, value);
    }
  }
}
