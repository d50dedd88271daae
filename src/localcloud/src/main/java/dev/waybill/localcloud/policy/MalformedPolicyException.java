package dev.waybill.localcloud.policy;

/** Error for a policy that is invalid or uses an unsupported element. Has no stack trace. */
public final class MalformedPolicyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedPolicyException(String message) {
    super(message, null, false, false);
  }
}
