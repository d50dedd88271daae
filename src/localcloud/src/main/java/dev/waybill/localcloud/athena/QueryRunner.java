package dev.waybill.localcloud.athena;

import dev.waybill.localcloud.athena.bridge.EngineRequest;
import dev.waybill.localcloud.athena.bridge.QueryControl;
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

/** Runner of queries with two worker threads and a queue. */
final class QueryRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueryRunner.class);
  private static final int WORKER_COUNT = 2;
  private static final int SHUTDOWN_TIMEOUT_SECONDS = 10;

  private final ObjectStore store;
  private final GlueService glue;
  private final UnaryOperator<String> keys;
  private final EngineHost host;
  private final ExecutorService workers;

  /**
   * Constructs a runner.
   *
   * @param keys the resolver of a KMS key reference to its ARN, which throws if the key is not
   *     usable
   */
  QueryRunner(ObjectStore store, GlueService glue, UnaryOperator<String> keys, EngineHost host) {
    this.store = store;
    this.glue = glue;
    this.keys = keys;
    this.host = host;
    this.workers =
        Executors.newFixedThreadPool(
            WORKER_COUNT,
            work -> {
              Thread thread = new Thread(work, "athena-query");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts the engine before the first query. Does nothing if the engine's jars are missing. */
  void warmUp() {
    workers.execute(
        () -> {
          try {
            SqlEngine unused = host.engine();
          } catch (EngineMissingException absent) {
            LOG.debug("Skipped the start of the SQL engine: its jars are missing");
          }
        });
  }

  void submit(QueryExecution execution) {
    workers.execute(() -> run(execution));
  }

  private void run(QueryExecution execution) {
    if (!execution.start()) {
      return;
    }
    try {
      execute(execution);
    } catch (SqlFailure e) {
      recordFailure(execution, e);
    } catch (StoreException | JsonError e) {
      execution.fail(String.valueOf(e.getMessage()), true);
    } catch (IOException | RuntimeException | OutOfMemoryError | LinkageError e) {
      LOG.error("athena_query_failed execution={}", execution.id(), e);
      execution.fail("GENERIC_INTERNAL_ERROR: " + e.getMessage(), false);
    }
  }

  private static void recordFailure(QueryExecution execution, SqlFailure failure) {
    if (failure.kind() == SqlFailure.Kind.CANCELLED) {
      execution.cancel(String.valueOf(failure.getMessage()));
    } else {
      execution.fail(failure.reason(), failure.kind() == SqlFailure.Kind.USER);
    }
  }

  private void execute(QueryExecution execution) throws IOException {
    QueryRequest request = execution.request();
    ResultFile result = new ResultFile(execution, store.bucket(request.output().bucket()));
    boolean stored = false;
    try {
      write(execution, result);
      // A cancelled query has no result.
      if (!execution.progress().finished()) {
        result.put(request.encryption().headers(keys));
        stored = true;
        execution.succeed();
      }
    } finally {
      if (!stored) {
        result.discard();
      }
    }
  }

  private void write(QueryExecution execution, ResultFile result) {
    QueryRequest request = execution.request();
    Optional<HiveStatement> statement = HiveParser.parse(request.sql());
    DdlExecutor ddl =
        new DdlExecutor(new GlueDefinitionStore(glue, request.caller()), request.database());
    if (statement.isPresent()) {
      List<String> lines = ddl.run(statement.get());
      lines.forEach(result::line);
    } else if (HiveParser.isView(request.sql())) {
      ddl.createView(host.engine().view(engineRequest(execution)));
    } else {
      host.engine().run(engineRequest(execution), result, new ExecutionControl(execution));
    }
  }

  private static EngineRequest engineRequest(QueryExecution execution) {
    QueryRequest request = execution.request();
    return new EngineRequest(
        execution.id(), request.sql(), request.parameters(), request.database());
  }

  @Override
  public void close() {
    workers.shutdownNow();
    try {
      if (!workers.awaitTermination(SHUTDOWN_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Stopping Athena queries timed out after {} s", SHUTDOWN_TIMEOUT_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record ExecutionControl(QueryExecution execution) implements QueryControl {
    @Override
    public boolean cancelled() {
      return execution.progress().finished();
    }

    @Override
    public void scanned(long bytes) {
      execution.addScanned(bytes);
    }
  }
}
