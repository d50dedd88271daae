package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.athena.hive.Projection;
import dev.waybill.localcloud.glue.GlueService;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.JsonService;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.wire.Principal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Athena: workgroups, and queries that run on an engine in this process. Workgroups and query
 * results are durable; query executions are lost when the process ends.
 */
public final class AthenaService implements JsonService, AutoCloseable {
  static final String INVALID_REQUEST = "InvalidRequestException";

  private final Map<String, Function<JsonCall, ObjectNode>> actions = new HashMap<>();
  private final EngineHost host;
  private final QueryRunner runner;

  private AthenaService(
      WorkGroups groups, QueryActions queries, QueryRunner runner, EngineHost host) {
    actions.putAll(groups.actions());
    actions.putAll(queries.actions());
    this.runner = runner;
    this.host = host;
  }

  /**
   * Opens the workgroups stored in a folder; {@code primary} always exists. The engine starts with
   * the first query.
   *
   * @param glue the catalogue of tables
   * @param store the S3 store of the tables' files and of query results
   * @param keys the resolver of a KMS key reference to its ARN, which throws if the key is not
   *     usable
   */
  public static AthenaService open(
      Path folder,
      GlueService glue,
      ObjectStore store,
      UnaryOperator<String> keys,
      String account,
      Clock clock)
      throws IOException {
    WorkGroups groups = WorkGroups.open(folder, clock);
    DefinitionStore definitions = new GlueDefinitionStore(glue, Principal.of(account, "athena"));
    EngineHost host =
        new EngineHost(
            new DefinitionCatalogue(definitions),
            new StoreTableFiles(store, new Projection(clock)));
    QueryRunner runner = new QueryRunner(store, glue, keys, host);
    QueryRequests requests = new QueryRequests(groups, store, host);
    QueryActions queries = new QueryActions(requests, runner, new ResultPages(store), clock);
    return new AthenaService(groups, queries, runner, host);
  }

  @Override
  public String scope() {
    return "athena";
  }

  @Override
  public String invalidInputCode() {
    return INVALID_REQUEST;
  }

  @Override
  public Map<String, Function<JsonCall, ObjectNode>> actions() {
    return actions;
  }

  /**
   * Starts the engine in the background before the first query. Does nothing if the engine's jars
   * are missing.
   */
  public void warmUp() {
    runner.warmUp();
  }

  @Override
  public void close() {
    runner.close();
    host.close();
  }
}
