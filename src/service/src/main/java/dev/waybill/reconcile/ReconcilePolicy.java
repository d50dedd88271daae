package dev.waybill.reconcile;

import dev.waybill.reconcile.place.PlacePrefixes;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rules of the raw bucket that a reconciliation has to know.
 *
 * @param raw the raw bucket with its prefixes and temporary names
 * @param scopes all scopes; those of other buckets are not reconciled
 * @param expirations lifecycle rules that remove objects; CloudTrail shows nothing of them
 */
public record ReconcilePolicy(RawSettings raw, CustodyScopes scopes, List<Expiration> expirations) {
  /**
   * Lifecycle rule that removes objects.
   *
   * @param prefix prefix of the keys
   * @param after age from which an object is removed
   */
  public record Expiration(String prefix, Duration after) {}

  public ReconcilePolicy {
    expirations = List.copyOf(expirations);
  }

  /** Creates the rules of a single scope. */
  public ReconcilePolicy(RawSettings raw, List<Expiration> expirations) {
    this(raw, CustodyScopes.of(raw), expirations);
  }

  /** Returns the prefixes of all scopes in the raw bucket. */
  public PlacePrefixes prefixes() {
    Stream<String> incoming =
        scopes.all().stream()
            .filter(it -> it.bucket().equals(raw.bucket()))
            .map(RawSettings::incoming);
    Stream<String> processed =
        scopes.all().stream()
            .filter(it -> it.destinationBucket().equals(raw.bucket()))
            .map(RawSettings::processed);
    return new PlacePrefixes(Stream.concat(incoming, processed).toList());
  }

  /** Returns the names of the scopes that are not reconciled, or only where objects arrive. */
  public List<String> left() {
    return scopes.all().stream()
        .filter(it -> !it.bucket().equals(raw.bucket()) || it.isAcrossBuckets())
        .map(RawSettings::name)
        .toList();
  }

  /**
   * Returns true for a version that is not taken into custody: a folder, a temporary name, or an
   * excluded key.
   *
   * @param size size in bytes; 0 for a version that is not there
   */
  public boolean isExempt(String key, long size) {
    return (size == 0 && key.endsWith("/"))
        || scopes
            .ofSource(raw.bucket(), key)
            .filter(it -> it.isTemporary(key) || it.isExcluded(key))
            .isPresent();
  }

  /** Returns true when a rule may have removed a version that was written at a time. */
  public boolean isExpired(String key, Instant written, Instant now) {
    return expirations.stream()
        .anyMatch(it -> key.startsWith(it.prefix()) && !written.plus(it.after()).isAfter(now));
  }
}
