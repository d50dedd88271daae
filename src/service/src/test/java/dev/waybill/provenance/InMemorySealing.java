package dev.waybill.provenance;

import dev.waybill.model.Digested;
import dev.waybill.model.Sealed;
import dev.waybill.record.Bundle;
import dev.waybill.record.KeyId;
import dev.waybill.record.Pae;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.DeploymentDigests;
import dev.waybill.record.object.Sha256;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sealing stage that really signs, with a new key and a store of records in memory. */
public final class InMemorySealing {
  private static final RecordMaker MAKER =
      new RecordMaker(
          "waybill/test",
          new DeploymentDigests(Sha256.hash("routes"), Sha256.hash("config"), Sha256.hash("sql")));

  private final KeyPair pair = newPair();
  private final InMemoryRecordStore store = new InMemoryRecordStore();
  private final SealedRecords records =
      new SealedRecords(store, new RecordVerifier(List.of(pair.getPublic())));
  private final List<LogEntry> entries = new CopyOnWriteArrayList<>();
  private final Sealer sealer;
  private volatile Consumer<LogEntry> log = entries::add;

  public InMemorySealing(Clock clock) {
    this.sealer =
        new Sealer(
            store,
            records,
            version -> Optional.empty(),
            () -> List.of(KeyId.of(pair.getPublic())),
            MAKER,
            entry -> log.accept(entry),
            clock);
  }

  /** Returns the entries that the log received, in order. */
  public List<LogEntry> entries() {
    return entries;
  }

  /** Returns the receiver of entries. */
  public Consumer<LogEntry> log() {
    return entry -> log.accept(entry);
  }

  /** Sets another receiver of entries. */
  public void setLog(Consumer<LogEntry> log) {
    this.log = log;
  }

  /** Returns the store, to which tests may add invalid records. */
  public InMemoryRecordStore store() {
    return store;
  }

  /** Returns the reader of the sealed records. */
  public SealedRecords records() {
    return records;
  }

  /** Returns a verifier that trusts the signing key. */
  public RecordVerifier verifier() {
    return new RecordVerifier(List.of(pair.getPublic()));
  }

  /** Seals a version. */
  public Sealed seal(Digested digested) {
    return seal(digested, null);
  }

  /** Seals a version that is promoted to a key. */
  public Sealed seal(Digested digested, @Nullable String destinationKey) {
    String bucket = digested.version().bucket();
    byte[] statement =
        sealer.statement(
            digested,
            destinationKey == null ? null : new StatedDestination(bucket, destinationKey));
    return sealer.seal(digested, statement, sign(Pae.of(statement)));
  }

  /** Returns a bundle with this statement that the same key signed. */
  public byte[] bundle(byte[] statement) {
    return Bundle.write(statement, sign(Pae.of(statement)), KeyId.of(pair.getPublic()));
  }

  private byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
