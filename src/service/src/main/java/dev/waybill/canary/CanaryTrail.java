package dev.waybill.canary;

import org.jspecify.annotations.Nullable;

/** CloudTrail trail that logs the uploads. */
public interface CanaryTrail {
  /** Reads whether the trail is logging and whether its deliveries succeed. */
  Status status() throws TrailException;

  /**
   * Reads the name of the bucket that the trail delivers to.
   *
   * @return name of the bucket; null when the trail has none
   */
  @Nullable String bucket() throws TrailException;

  /** Reads whether the trail's event selectors log the write of an object. */
  boolean covers(String bucket, String key) throws TrailException;

  /**
   * State of the trail.
   *
   * @param logging whether the trail is started
   * @param deliveryError error code of the last delivery; empty when the delivery succeeded
   */
  record Status(boolean logging, String deliveryError) {}

  /** Failure to read the trail. */
  final class TrailException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean missing;

    private TrailException(boolean missing, String code, Throwable cause) {
      super(code, cause);
      this.missing = missing;
    }

    /** Creates the failure for a trail that does not exist. */
    public static TrailException missing(Throwable cause) {
      return new TrailException(true, "", cause);
    }

    /** Creates the failure for a trail that cannot be read, with CloudTrail's error code. */
    public static TrailException unreadable(String code, Throwable cause) {
      return new TrailException(false, code, cause);
    }

    boolean isMissing() {
      return missing;
    }

    String code() {
      return String.valueOf(getMessage());
    }
  }
}
