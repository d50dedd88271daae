package dev.waybill.intake;

/**
 * Denied request of one object's custody.
 *
 * @param cause the kind of the denial
 * @param prefix the key's prefix up to its last slash; empty when no version is known
 * @param probe the request that shows whether Waybill itself has the right
 */
public record Denial(Cause cause, String prefix, RightsProbe probe) {
  /** Kind of a denial, which is what Waybill probes. */
  public enum Cause {
    /** S3 denied access to the raw bucket. */
    ACCESS("access to the raw bucket"),
    /** KMS denied the key, or cannot use it. */
    KMS("the use of the KMS key"),
    /** The provenance bucket denied a request. */
    PROVENANCE("access to the provenance bucket"),
    /** AWS rejected the credentials. */
    CREDENTIALS("the credentials"),
    /** The key that signs records cannot be used. */
    SIGNING("the use of the signing key");

    private final String text;

    Cause(String text) {
      this.text = text;
    }

    /** Returns the denied right, for people. */
    String text() {
      return text;
    }
  }

  /** Returns the prefix of a key up to its last slash, which is what one uploader usually has. */
  public static String prefixOf(String key) {
    return key.substring(0, key.lastIndexOf('/') + 1);
  }
}
