package dev.waybill.signing;

import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.StatementEntry;
import dev.waybill.record.Bundle;
import dev.waybill.record.DelegationStatement;
import dev.waybill.record.Pae;
import dev.waybill.record.PublicKeyPem;
import dev.waybill.record.log.LogEntry;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Issuer of delegated keys. Each one costs one signature of the delegating key; it is published in
 * the provenance bucket and is an entry of the log of records.
 */
public final class DelegationIssuer {
  private final RecordSigner delegator;
  private final LogStore store;
  private final Deployment deployment;
  private final List<LogEntry> waiting = new ArrayList<>();
  private @Nullable Consumer<LogEntry> log;

  /**
   * Deployment that a delegation is for.
   *
   * @param provenance bucket of the records
   * @param raw bucket whose objects the records are about
   * @param delegator name of the delegating key, such as its ARN in KMS
   * @param session ARN of the role's session; null when it is not known
   * @param service name and version of the service
   */
  public record Deployment(
      String provenance, String raw, String delegator, @Nullable String session, String service) {}

  /**
   * @param delegator signs delegations
   * @param store the provenance bucket
   */
  public DelegationIssuer(RecordSigner delegator, LogStore store, Deployment deployment) {
    this.delegator = delegator;
    this.store = store;
    this.deployment = deployment;
  }

  /**
   * Makes a key and has its delegation signed. Nothing is published yet.
   *
   * @throws SigningUnavailableException when the delegating key cannot be used now
   */
  DelegatedKey issue(Instant time) {
    Instant now = time.truncatedTo(ChronoUnit.MILLIS);
    KeyPair pair = newPair();
    DelegationStatement unsigned = statement(pair, now, "", "");
    byte[] payload = unsigned.statement(deployment.service());
    KeyedSignature signature = delegator.sign(Pae.of(payload));
    byte[] bundle = Bundle.write(payload, signature.der(), signature.keyId());
    String text = new String(payload, StandardCharsets.UTF_8);
    return DelegatedKey.of(pair, statement(pair, now, signature.keyId(), text), bundle);
  }

  private DelegationStatement statement(KeyPair pair, Instant now, String keyId, String payload) {
    return new DelegationStatement(
        pair.getPublic(),
        deployment.provenance(),
        deployment.raw(),
        now.minus(DelegatedSigner.CLOCK_SKEW),
        now.plus(DelegatedSigner.VALIDITY),
        deployment.delegator(),
        deployment.session(),
        now,
        keyId,
        payload);
  }

  /**
   * Publishes the public key and the delegation, and gives its entry to the log. May be repeated.
   *
   * @throws RuntimeException when the store cannot be reached
   */
  void publish(DelegatedKey key) {
    DelegationStatement statement = key.statement();
    byte[] bundle = key.bundle().bytes();
    boolean unused =
        store.create(
            DelegationStatement.publicKeyName(statement.delegate()),
            PublicKeyPem.write(statement.publicKey()).getBytes(StandardCharsets.US_ASCII),
            Keeping.RETAINED);
    unused = store.create(statement.key(), bundle, Keeping.RETAINED);
    LogEntry entry =
        StatementEntry.of(store, deployment.provenance(), statement, bundle)
            .orElseThrow(() -> new IllegalStateException(statement.key() + " cannot be read back"));
    add(entry);
  }

  private synchronized void add(LogEntry entry) {
    if (log == null) {
      waiting.add(entry);
    } else {
      log.accept(entry);
    }
  }

  /**
   * Sets the receiver of entries, which also receives those that waited for it. Without one, the
   * daily listing of the log adds the entries.
   */
  synchronized void logTo(Consumer<LogEntry> receiver) {
    waiting.forEach(receiver);
    waiting.clear();
    log = receiver;
  }

  private static KeyPair newPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK generates P-256 keys", impossible);
    }
  }
}
