package dev.waybill.canary;

/** Listener for canaries that are complete. */
@FunctionalInterface
public interface CanaryListener {
  /** Receives a canary whose every step has ended. */
  void completed(Canary canary);
}
