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
 * Athena: workgroups, and queries that run on an engine in this process. Workgroups are kept;
 * queries are forgotten with the process, their results are not.
 */
public final class AthenaService implements JsonService, AutoCloseable {
  static final String INVALID = "InvalidRequestException";

  private final Map<String, Function<JsonCall, ObjectNode>> actions = new HashMap<>();
  private final EngineHost host;
  private final QueryRunner runner;

  private AthenaService(WorkGroups groups, Queries queries, QueryRunner runner, EngineHost host) {
    actions.putAll(groups.actions());
    actions.putAll(queries.actions());
    this.runner = runner;
    this.host = host;
  }

  /**
   * Opens, or begins, the workgroups kept in a folder; {@code primary} is always there. The engine
   * starts with the first query.
   *
   * @param glue the catalogue
   * @param store where tables' files are and results go
   * @param keys turns a reference to a KMS key into its ARN, or refuses
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
    Definitions definitions = new GlueDefinitions(glue, Principal.of(account, "athena"));
    EngineHost host =
        new EngineHost(
            new DefinedCatalogue(definitions), new StoreFiles(store, new Projection(clock)));
    QueryRunner runner = new QueryRunner(store, glue, keys, host);
    QueryRequests requests = new QueryRequests(groups, store, host);
    Queries queries = new Queries(requests, runner, new ResultPages(store), clock);
    return new AthenaService(groups, queries, runner, host);
  }

  @Override
  public String scope() {
    return "athena";
  }

  @Override
  public String invalidInputCode() {
    return INVALID;
  }

  @Override
  public Map<String, Function<JsonCall, ObjectNode>> actions() {
    return actions;
  }

  /**
   * Starts the engine ahead of the first query, in the background; does nothing without its jars.
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
