package dev.waybill.claims;

import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.TestKeyPair;
import java.time.Instant;
import java.util.List;

/** Store with files of claims, signed by a key that its inspection trusts. */
public final class SignedClaims {
  private final TestKeyPair pair = TestKeyPair.create();
  private final InMemoryLogStore store = new InMemoryLogStore();

  /** Puts a file of a replica that claims one answered call; returns its key. */
  public String put(String replica, int number, Instant at, String requestId) {
    ClaimsFile file =
        ClaimsFile.of(
            new ClaimsFile.Header(replica, number, at, false, false),
            List.of(new Claim.Answered(requestId, at)),
            pair::seal);
    put(file.key(), file.content());
    return file.key();
  }

  /** Puts any object. */
  public void put(String key, byte[] content) {
    if (!store.create(key, content, Keeping.TEMPORARY)) {
      throw new IllegalStateException(key);
    }
  }

  /** Returns the store. */
  public InMemoryLogStore store() {
    return store;
  }

  /** Returns an inspection that trusts the key. */
  public ClaimsInspection inspection() {
    return new ClaimsInspection(store, pair.verifier());
  }
}
