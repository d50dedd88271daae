package dev.waybill.custody;

import dev.waybill.alert.Finding;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.Severity;
import dev.waybill.provenance.PublishedKey;
import dev.waybill.record.KeyId;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Findings about objects below {@code keys/} of the provenance bucket that are not trusted keys.
 * They stop nothing: a principal that may write there could otherwise stop every start for good.
 */
public final class KeyFindings {
  private static final String RULE = "trust-unknown-key";
  private static final String FIX =
      "a key that your team did not create is an incident: find the principal of the PutObject in"
          + " CloudTrail, and check which records name the key; a key of your own belongs into"
          + " waybill.trust.keys or waybill.signing.keystore (waybill keys list)";

  private final String bucket;
  private final Predicate<PublicKey> known;

  /**
   * @param bucket the provenance bucket
   * @param known accepts the keys that are trusted or were once trusted
   */
  public KeyFindings(String bucket, Predicate<PublicKey> known) {
    this.bucket = bucket;
    this.known = known;
  }

  /** Returns one critical finding for each published object that is not a known key. */
  public List<Finding> of(List<PublishedKey> published, Instant now) {
    return published.stream()
        .flatMap(key -> problem(key).map(it -> finding(key, it, now)).stream())
        .toList();
  }

  private Optional<String> problem(PublishedKey published) {
    PublicKey key = published.key();
    if (key == null) {
      return Optional.of("is no public key of a signer: " + published.problem());
    }
    return known.test(key)
        ? Optional.empty()
        : Optional.of("publishes the key " + KeyId.of(key) + ", which is not trusted");
  }

  private Finding finding(PublishedKey published, String problem, Instant now) {
    return new Finding(
        RULE + "/" + bucket + "/" + IncidentName.of(published.name()),
        RULE,
        "An unknown key is published",
        Severity.CRITICAL,
        published.name() + " of " + bucket + ", put at " + published.publishedAt() + ", " + problem,
        FIX,
        "arn:aws:s3:::" + bucket + "/" + published.name(),
        now);
  }
}
