package dev.waybill.canary;

/** Hears how canaries end. */
@FunctionalInterface
public interface CanaryListener {
  /** A canary is through: every step has ended. */
  void ended(Canary canary);
}
