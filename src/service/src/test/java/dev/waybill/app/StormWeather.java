package dev.waybill.app;

/** Weather of a storm, which damages responses until it calms down. Thread-safe. */
final class StormWeather {
  private int strikes;
  private boolean calm;

  /** Returns true when a response is damaged. */
  synchronized boolean strikes() {
    if (calm) {
      return false;
    }
    strikes++;
    return true;
  }

  /** Returns the number of damaged responses. */
  synchronized int count() {
    return strikes;
  }

  synchronized void calm() {
    calm = true;
  }
}
