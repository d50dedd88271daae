package dev.waybill.fixity.report;

import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.StatementEntry;
import dev.waybill.log.StoredObject;
import dev.waybill.record.Bundle;
import dev.waybill.record.FixityStatement;
import dev.waybill.record.Pae;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.LogEntry;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Signed statements of cycles in the provenance bucket. Each one is written once, and each call
 * repeats what a crash left undone: the statement, in-toto's verification result, and their entries
 * in the log.
 */
public final class CycleStatements {
  private final LogStore store;
  private final String bucket;
  private final String by;
  private final UnaryOperator<byte[]> signer;
  private final String keyId;
  private final RecordVerifier verifier;
  private final Consumer<LogEntry> log;

  /**
   * @param bucket the provenance bucket
   * @param by name and version of the service
   * @param signer signs a message with the key of records; returns the signature as ASN.1 DER
   * @param keyId fingerprint of that key
   * @param verifier verifier with the trusted keys
   * @param log receives the entries of the statements
   */
  public CycleStatements(
      LogStore store,
      String bucket,
      String by,
      UnaryOperator<byte[]> signer,
      String keyId,
      RecordVerifier verifier,
      Consumer<LogEntry> log) {
    this.store = store;
    this.bucket = bucket;
    this.by = by;
    this.signer = signer;
    this.keyId = keyId;
    this.verifier = verifier;
    this.log = log;
  }

  /**
   * Makes the statements of a cycle from its results, unless they exist, and gives their entries to
   * the log, which drops those that it has.
   *
   * @return the cycle's own statement
   * @throws IllegalStateException when an object in the place of a statement is none, or too many
   *     entries wait for the log
   */
  public FixityStatement publish(CycleFacts facts) {
    String cycle = facts.cycle().name();
    StoredObject own =
        stored(FixityStatement.key(cycle, FixityStatement.PREDICATE_TYPE), () -> statement(facts));
    FixityStatement statement = verified(own, cycle, FixityStatement.PREDICATE_TYPE);
    StoredObject svr =
        stored(
            FixityStatement.key(cycle, FixityStatement.SVR_TYPE),
            () -> SvrStatement.write(statement, own.content()));
    log(statement, own);
    log(verified(svr, cycle, FixityStatement.SVR_TYPE), svr);
    return statement;
  }

  private byte[] statement(CycleFacts facts) {
    ResultScan results = new ResultScan(store, facts);
    results.run();
    return new CycleStatement(facts, results).write(bucket, by);
  }

  /** Returns the object with a key, which is made and signed when there is none. */
  private StoredObject stored(String key, Supplier<byte[]> statement) {
    Optional<StoredObject> found = store.find(key);
    if (found.isEmpty()) {
      // When another leader was first, its statement stays.
      boolean unused = store.create(key, signed(statement.get()), Keeping.RETAINED);
      found = store.find(key);
    }
    return found.orElseThrow(() -> new IllegalStateException(key + " cannot be read back"));
  }

  private byte[] signed(byte[] statement) {
    byte[] bundle = Bundle.write(statement, signer.apply(Pae.of(statement)), keyId);
    if (verifier.fixityStatement(bundle, null).isEmpty()) {
      throw new IllegalStateException("the signed statement of the cycle is invalid");
    }
    return bundle;
  }

  private FixityStatement verified(StoredObject object, String cycle, String predicateType) {
    String key = FixityStatement.key(cycle, predicateType);
    return verifier
        .fixityStatement(object.content(), object.lastModified())
        .filter(it -> it.key().equals(key))
        .orElseThrow(() -> new IllegalStateException(key + " is no statement of its cycle"));
  }

  private void log(FixityStatement statement, StoredObject object) {
    log.accept(
        StatementEntry.of(store, bucket, statement, object.content())
            .orElseThrow(
                () -> new IllegalStateException(statement.key() + " has no version to log")));
  }
}
