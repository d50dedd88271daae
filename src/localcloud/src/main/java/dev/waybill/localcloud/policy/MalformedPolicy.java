package dev.waybill.localcloud.policy;

/** A policy that is none, or that says what is not judged here. Carries no stack trace. */
public final class MalformedPolicy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedPolicy(String why) {
    super(why, null, false, false);
  }
}
