package dev.waybill.localcloud.athena;

import dev.waybill.localcloud.athena.bridge.QueryControl;
import dev.waybill.localcloud.athena.bridge.Question;
import dev.waybill.localcloud.athena.bridge.SqlEngine;
import dev.waybill.localcloud.athena.bridge.SqlFailure;
import dev.waybill.localcloud.athena.hive.HiveParser;
import dev.waybill.localcloud.athena.hive.HiveStatement;
import dev.waybill.localcloud.glue.GlueService;
import dev.waybill.localcloud.service.JsonError;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs queries, two at a time; the others wait. */
final class QueryRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueryRunner.class);
  private static final int AT_ONCE = 2;
  private static final int PATIENCE_S = 10;

  private final ObjectStore store;
  private final GlueService glue;
  private final UnaryOperator<String> keys;
  private final EngineHost host;
  private final ExecutorService workers;

  /**
   * @param keys turns a reference to a KMS key into its ARN, or refuses
   */
  QueryRunner(ObjectStore store, GlueService glue, UnaryOperator<String> keys, EngineHost host) {
    this.store = store;
    this.glue = glue;
    this.keys = keys;
    this.host = host;
    this.workers =
        Executors.newFixedThreadPool(
            AT_ONCE,
            work -> {
              Thread thread = new Thread(work, "athena-query");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts the engine ahead of the first query; does nothing without its jars. */
  void warmUp() {
    workers.execute(
        () -> {
          try {
            SqlEngine unused = host.engine();
          } catch (EngineAbsent absent) {
            LOG.debug("no engine to warm up");
          }
        });
  }

  void submit(Execution execution) {
    workers.execute(() -> run(execution));
  }

  private void run(Execution execution) {
    if (!execution.begin()) {
      return;
    }
    try {
      answer(execution);
    } catch (SqlFailure e) {
      failed(execution, e);
    } catch (StoreException | JsonError e) {
      execution.failed(String.valueOf(e.getMessage()), true);
    } catch (IOException | RuntimeException | OutOfMemoryError | LinkageError e) {
      LOG.error("the local athena failed in query {}", execution.id(), e);
      execution.failed("GENERIC_INTERNAL_ERROR: " + e.getMessage(), false);
    }
  }

  private static void failed(Execution execution, SqlFailure failure) {
    if (failure.blame() == SqlFailure.Blame.CANCELLED) {
      execution.cancelled(String.valueOf(failure.getMessage()));
    } else {
      execution.failed(failure.reason(), failure.blame() == SqlFailure.Blame.USER);
    }
  }

  private void answer(Execution execution) throws IOException {
    QueryRequest request = execution.request();
    ResultFile result = new ResultFile(execution, store.bucket(request.output().bucket()));
    boolean kept = false;
    try {
      write(execution, result);
      // A query that was stopped has no result.
      if (!execution.progress().over()) {
        result.put(request.encryption().headers(keys));
        kept = true;
        execution.succeeded();
      }
    } finally {
      if (!kept) {
        result.discard();
      }
    }
  }

  private void write(Execution execution, ResultFile result) {
    QueryRequest request = execution.request();
    Optional<HiveStatement> statement = HiveParser.parse(request.sql());
    Ddl ddl = new Ddl(new GlueDefinitions(glue, request.caller()), request.database());
    if (statement.isPresent()) {
      List<String> lines = ddl.run(statement.get());
      lines.forEach(result::line);
    } else if (HiveParser.isView(request.sql())) {
      ddl.create(host.engine().view(question(execution)));
    } else {
      host.engine().run(question(execution), result, new Control(execution));
    }
  }

  private static Question question(Execution execution) {
    QueryRequest request = execution.request();
    return new Question(execution.id(), request.sql(), request.parameters(), request.database());
  }

  @Override
  public void close() {
    workers.shutdownNow();
    try {
      if (!workers.awaitTermination(PATIENCE_S, TimeUnit.SECONDS)) {
        LOG.warn("a query of the local athena does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Control(Execution execution) implements QueryControl {
    @Override
    public boolean cancelled() {
      return execution.progress().over();
    }

    @Override
    public void scanned(long bytes) {
      execution.scanned(bytes);
    }
  }
}
