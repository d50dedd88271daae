package dev.waybill.verify;

import dev.waybill.provenance.PublishedKey;
import dev.waybill.record.KeyId;
import dev.waybill.record.trust.TrustList;
import dev.waybill.record.trust.TrustPeriod;
import dev.waybill.signing.KeyTrust;
import dev.waybill.verify.KeyStatus.State;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Inventory of the keys of a deployment: listed, in the keystore, or published. */
public final class KeyInventory {
  private final KeyTrust trust;
  private final Instant now;
  private final Map<String, PublishedKey> published = new LinkedHashMap<>();
  private final List<KeyStatus> unreadable = new ArrayList<>();

  private KeyInventory(KeyTrust trust, Instant now) {
    this.trust = trust;
    this.now = now;
  }

  /** Returns the status of every key: the listed ones, those of the keystore, then all others. */
  public static List<KeyStatus> of(KeyTrust trust, List<PublishedKey> published, Instant now) {
    KeyInventory inventory = new KeyInventory(trust, now);
    published.forEach(inventory::add);
    return inventory.statuses();
  }

  private void add(PublishedKey object) {
    PublicKey key = object.key();
    if (key == null) {
      unreadable.add(
          new KeyStatus(
              object.name(), State.UNREADABLE, null, object.publishedAt(), object.problem()));
    } else {
      published.put(KeyId.of(key), object);
    }
  }

  private List<KeyStatus> statuses() {
    Map<String, TrustPeriod> periods = new LinkedHashMap<>();
    List<String> keystore = trust.keystore().stream().map(KeyId::of).toList();
    TrustList list = trust.list();
    if (list == null) {
      keystore.forEach(id -> periods.put(id, TrustPeriod.ALWAYS));
    } else {
      list.keyIds().forEach(id -> periods.put(id, list.period(id).orElseThrow()));
    }
    List<KeyStatus> statuses = new ArrayList<>();
    periods.forEach((id, period) -> statuses.add(trusted(id, period, keystore.contains(id))));
    keystore.stream()
        .filter(id -> !periods.containsKey(id) && !published.containsKey(id))
        .forEach(id -> statuses.add(unknown(id, null, "in the keystore, but not listed")));
    published.forEach(
        (id, object) -> {
          if (!periods.containsKey(id)) {
            statuses.add(unknown(id, object.publishedAt(), object.name()));
          }
        });
    statuses.addAll(unreadable);
    return statuses;
  }

  private KeyStatus trusted(String id, TrustPeriod period, boolean inKeystore) {
    PublishedKey object = published.get(id);
    String note =
        object == null && !inKeystore ? "its public key is neither published nor at hand" : "";
    return new KeyStatus(
        id, state(period), period, object == null ? null : object.publishedAt(), note);
  }

  private State state(TrustPeriod period) {
    Instant revoked = period.revokedAt();
    if (revoked != null && !now.isBefore(revoked)) {
      return State.REVOKED;
    }
    return period.problem(now).isPresent() ? State.LIMITED : State.TRUSTED;
  }

  private static KeyStatus unknown(String id, @Nullable Instant publishedAt, String note) {
    return new KeyStatus(id, State.UNKNOWN, null, publishedAt, note);
  }
}
