package dev.waybill.log;

import dev.waybill.log.LogStore.Keeping;
import dev.waybill.record.LoggedStatement;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.LogEntry;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Signed statements in the provenance bucket that are entries of the log. Each one is written once,
 * and each call repeats what a crash left undone.
 */
public final class StatementArchive {
  private final LogStore store;
  private final String bucket;
  private final UnaryOperator<byte[]> signer;
  private final RecordVerifier verifier;
  private final Consumer<LogEntry> log;

  /**
   * @param bucket the provenance bucket
   * @param signer signs a statement with the key of records; returns the bundle
   * @param verifier verifier with the trusted keys
   * @param log receives the entries of the statements, and drops those that it has
   */
  public StatementArchive(
      LogStore store,
      String bucket,
      UnaryOperator<byte[]> signer,
      RecordVerifier verifier,
      Consumer<LogEntry> log) {
    this.store = store;
    this.bucket = bucket;
    this.signer = signer;
    this.verifier = verifier;
    this.log = log;
  }

  /**
   * Makes a statement, unless it exists, and gives its entry to the log.
   *
   * @param about thing that the statement is about, for messages
   * @param payload makes the statement to sign, as JSON in UTF-8
   * @throws IllegalStateException when an object in the place of the statement is none, or too many
   *     entries wait for the log
   */
  public void publish(String key, String about, Supplier<byte[]> payload) {
    StoredObject object = stored(key, about, payload);
    log(verified(key, about, object), object);
  }

  /** Returns the object with a key, which is made and signed when there is none. */
  public StoredObject stored(String key, String about, Supplier<byte[]> payload) {
    Optional<StoredObject> found = store.find(key);
    if (found.isEmpty()) {
      // When another process was first, its statement stays.
      boolean unused = store.create(key, signed(payload.get(), about), Keeping.RETAINED);
      found = store.find(key);
    }
    return found.orElseThrow(() -> new IllegalStateException(key + " cannot be read back"));
  }

  private byte[] signed(byte[] payload, String about) {
    byte[] bundle = signer.apply(payload);
    if (verifier.statement(bundle, null).isEmpty()) {
      throw new IllegalStateException("the signed statement of the " + about + " is invalid");
    }
    return bundle;
  }

  /**
   * Returns the statement in a stored object.
   *
   * @throws IllegalStateException when the object is no statement that belongs under the key
   */
  public LoggedStatement verified(String key, String about, StoredObject object) {
    return verifier
        .statement(object.content(), object.lastModified())
        .filter(it -> it.key().equals(key))
        .orElseThrow(() -> new IllegalStateException(key + " is no statement of its " + about));
  }

  /** Gives the entry of a stored statement to the log. */
  public void log(LoggedStatement statement, StoredObject object) {
    log.accept(
        StatementEntry.of(store, bucket, statement, object.content())
            .orElseThrow(
                () -> new IllegalStateException(statement.key() + " has no version to log")));
  }
}
