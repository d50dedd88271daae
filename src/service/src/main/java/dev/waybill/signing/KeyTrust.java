package dev.waybill.signing;

import dev.waybill.record.KeyId;
import dev.waybill.record.P256;
import dev.waybill.record.trust.TrustList;
import dev.waybill.record.trust.TrustPeriod;
import dev.waybill.record.trust.TrustedKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decision which keys may sign records, and when: the listed keys or, without a list, those of the
 * keystore without limits. Publication alone never makes a key trusted.
 *
 * @param list the operator's list; null when there is none
 * @param keystore keys of the keystore; empty when there is none
 */
public record KeyTrust(@Nullable TrustList list, List<PublicKey> keystore) {
  public KeyTrust {
    keystore = List.copyOf(keystore);
  }

  /** Returns the time within which a key is trusted; empty when the key is unknown. */
  public Optional<TrustPeriod> period(PublicKey key) {
    if (list != null) {
      return list.period(KeyId.of(key));
    }
    return keystore.contains(key) ? Optional.of(TrustPeriod.ALWAYS) : Optional.empty();
  }

  /**
   * Returns the trusted keys.
   *
   * @param published P-256 keys from a place that is not trusted; those that are listed are
   *     included
   */
  public List<TrustedKey> trusted(Collection<PublicKey> published) {
    Map<PublicKey, TrustedKey> trusted = new LinkedHashMap<>();
    keystore.forEach(key -> add(key, trusted));
    published.forEach(key -> add(key, trusted));
    return List.copyOf(trusted.values());
  }

  private void add(PublicKey key, Map<PublicKey, TrustedKey> trusted) {
    period(key).ifPresent(period -> trusted.put(key, new TrustedKey(key, period)));
  }

  /**
   * Returns the reason why records that a key signs now are not trusted; empty when they are.
   *
   * @throws IllegalArgumentException when the key is not on P-256
   */
  public Optional<String> problem(PublicKey key, Instant now) {
    P256.require(key, "the key");
    return period(key)
        .map(period -> period.problem(now))
        .orElseGet(() -> Optional.of("the key is not listed"));
  }
}
