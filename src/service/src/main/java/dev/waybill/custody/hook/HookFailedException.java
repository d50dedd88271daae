package dev.waybill.custody.hook;

import dev.waybill.model.RejectReason;
import dev.waybill.model.Rejected;
import dev.waybill.record.object.ObjectVersion;

/**
 * Thrown when a hook failed. It has no cause, because a failure of S3 in a hook says nothing about
 * the object or about Waybill's rights.
 */
public final class HookFailedException extends RuntimeException {
  private final transient ObjectVersion version;

  /** Creates the failure of a call; the summary holds no untrusted input. */
  public HookFailedException(Hook hook, String summary, ObjectVersion version) {
    super("the hook " + hook.uri() + " failed: " + summary);
    this.version = version;
  }

  /** Returns the outcome after the last delivery. */
  public Rejected outcome() {
    return new Rejected(RejectReason.HOOK_FAILED, String.valueOf(getMessage()), version);
  }
}
