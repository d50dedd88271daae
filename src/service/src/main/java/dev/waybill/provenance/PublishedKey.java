package dev.waybill.provenance;

import dev.waybill.record.PublicKeyPem;
import dev.waybill.record.RecordKey;
import java.security.PublicKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Object below {@code keys/} of the provenance bucket. Publishing is a convenience for verifiers
 * and never a reason to trust: every principal that may write there can publish a key.
 *
 * @param name key of the object in the bucket
 * @param key the public key; null when the object is not one
 * @param problem reason why the object is not a published key; empty when it is one
 * @param publishedAt time at which the bucket received the object
 */
public record PublishedKey(
    String name, @Nullable PublicKey key, String problem, Instant publishedAt) {
  /** Reads the content of an object. */
  public static PublishedKey of(String name, byte[] content, Instant publishedAt) {
    try {
      PublicKey key = PublicKeyPem.parse(content);
      return RecordKey.ofPublicKey(key).equals(name)
          ? new PublishedKey(name, key, "", publishedAt)
          : unreadable(name, "its name is not the SHA-256 of its key", publishedAt);
    } catch (IllegalArgumentException e) {
      return unreadable(name, String.valueOf(e.getMessage()), publishedAt);
    }
  }

  /** Returns an object that is not a public key. */
  public static PublishedKey unreadable(String name, String problem, Instant publishedAt) {
    return new PublishedKey(name, null, problem, publishedAt);
  }
}
