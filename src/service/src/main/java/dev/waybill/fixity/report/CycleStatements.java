package dev.waybill.fixity.report;

import dev.waybill.log.LogStore;
import dev.waybill.log.StatementArchive;
import dev.waybill.log.StoredObject;
import dev.waybill.record.FixityStatement;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.LogEntry;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Signed statements of cycles in the provenance bucket. Each one is written once, and each call
 * repeats what a crash left undone: the statement, in-toto's verification result, and their entries
 * in the log.
 */
public final class CycleStatements {
  private static final String ABOUT = "cycle";

  private final LogStore store;
  private final StatementArchive archive;
  private final String bucket;
  private final String by;

  /**
   * @param bucket the provenance bucket
   * @param by name and version of the service
   * @param signer signs a statement with the key of records; returns the bundle
   * @param verifier verifier with the trusted keys
   * @param log receives the entries of the statements
   */
  public CycleStatements(
      LogStore store,
      String bucket,
      String by,
      UnaryOperator<byte[]> signer,
      RecordVerifier verifier,
      Consumer<LogEntry> log) {
    this.store = store;
    this.archive = new StatementArchive(store, bucket, signer, verifier, log);
    this.bucket = bucket;
    this.by = by;
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
    String key = FixityStatement.key(cycle, FixityStatement.PREDICATE_TYPE);
    StoredObject own = archive.stored(key, ABOUT, () -> statement(facts));
    FixityStatement statement = verified(key, own);
    String svrKey = FixityStatement.key(cycle, FixityStatement.SVR_TYPE);
    StoredObject svr =
        archive.stored(svrKey, ABOUT, () -> SvrStatement.write(statement, own.content()));
    archive.log(statement, own);
    archive.log(verified(svrKey, svr), svr);
    return statement;
  }

  private byte[] statement(CycleFacts facts) {
    ResultScan results = new ResultScan(store, facts);
    results.run();
    return new CycleStatement(facts, results).write(bucket, by);
  }

  private FixityStatement verified(String key, StoredObject object) {
    if (archive.verified(key, ABOUT, object) instanceof FixityStatement statement) {
      return statement;
    }
    throw new IllegalStateException(key + " is no statement of its " + ABOUT);
  }
}
