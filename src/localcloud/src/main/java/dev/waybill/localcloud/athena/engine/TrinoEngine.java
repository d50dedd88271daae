package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.Analysis;
import dev.waybill.localcloud.athena.bridge.Catalogue;
import dev.waybill.localcloud.athena.bridge.EngineRequest;
import dev.waybill.localcloud.athena.bridge.NewView;
import dev.waybill.localcloud.athena.bridge.QueryControl;
import dev.waybill.localcloud.athena.bridge.RowSink;
import dev.waybill.localcloud.athena.bridge.SqlEngine;
import dev.waybill.localcloud.athena.bridge.TableFiles;
import io.trino.Session;
import io.trino.execution.querystats.PlanOptimizersStatsCollector;
import io.trino.execution.warnings.WarningCollector;
import io.trino.spi.Page;
import io.trino.spi.QueryId;
import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.Type;
import io.trino.sql.planner.Plan;
import io.trino.sql.planner.optimizations.PlanOptimizer;
import io.trino.sql.tree.Statement;
import io.trino.testing.LocalQueryRunner;
import io.trino.testing.TestingSession;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * SQL engine that uses Trino's parser, analyser, planner and operators over one catalogue, without
 * a server.
 */
final class TrinoEngine implements SqlEngine {
  /** Athena's name of the only catalogue. */
  static final String CATALOGUE = "awsdatacatalog";

  private static final String PREPARED_NAME = "prepared_request";

  private final LocalQueryRunner runner;
  private final RunningQueries running = new RunningQueries();
  private final StatementParser statements;
  private final PlanAnalyser plans = new PlanAnalyser();
  private final DriverLoop drivers;
  private final List<PlanOptimizer> optimizers;

  TrinoEngine(Catalogue catalogue, TableFiles files) {
    Session session = TestingSession.testSessionBuilder().setCatalog(CATALOGUE).build();
    this.runner = LocalQueryRunner.builder(session).build();
    this.statements = new StatementParser(runner.getSqlParser());
    this.drivers = new DriverLoop(runner);
    runner.createCatalog(
        CATALOGUE, new CatalogueConnectorFactory(catalogue, files, running), Map.of());
    this.optimizers = List.copyOf(runner.getPlanOptimizers(true));
  }

  @Override
  public Analysis analyse(EngineRequest request) {
    return analyse(request, PlanDepth.WHOLE);
  }

  @Override
  public Analysis outline(EngineRequest request) {
    return analyse(request, PlanDepth.OUTLINE);
  }

  private Analysis analyse(EngineRequest request, PlanDepth depth) {
    return TrinoErrorMapping.mapped(
        () -> {
          Statement statement = statements.parseQuery(request.sql());
          return plans.analyse(statements.kind(statement), plan(request, depth));
        });
  }

  private Plan plan(EngineRequest request, PlanDepth depth) {
    return runner.inTransaction(
        session(request),
        within ->
            runner.createPlan(
                within,
                text(request),
                depth.of(optimizers),
                depth.stage(),
                WarningCollector.NOOP,
                PlanOptimizersStatsCollector.createPlanOptimizersStatsCollector()));
  }

  /**
   * Returns a session. Parameters are passed to a prepared statement, so that error positions refer
   * to the statement as written.
   */
  private Session session(EngineRequest request) {
    return TestingSession.testSessionBuilder()
        .setQueryId(id(request))
        .setCatalog(CATALOGUE)
        .setSchema(request.database().toLowerCase(Locale.ROOT))
        .setTimeZoneKey(TimeZoneKey.UTC_KEY)
        .setLocale(Locale.ENGLISH)
        .addPreparedStatement(PREPARED_NAME, statements.withoutSemicolon(request.sql()))
        .build();
  }

  private static QueryId id(EngineRequest request) {
    return new QueryId(request.id().toLowerCase(Locale.ROOT).replace('-', '_'));
  }

  private String text(EngineRequest request) {
    if (request.parameters().isEmpty()) {
      return statements.withoutSemicolon(request.sql());
    }
    request.parameters().forEach(statements::requireLiteral);
    return "EXECUTE " + PREPARED_NAME + " USING " + String.join(", ", request.parameters());
  }

  @Override
  public NewView view(EngineRequest request) {
    return TrinoErrorMapping.mapped(
        () -> {
          ViewStatement view = statements.view(request.sql(), request.database());
          EngineRequest query =
              new EngineRequest(request.id(), view.query(), List.of(), request.database());
          return view.withColumns(ViewColumns.of(plan(query, PlanDepth.COLUMNS)));
        });
  }

  @Override
  public void run(EngineRequest request, RowSink rows, QueryControl control) {
    // The drivers plan the whole statement. Optimizers do not change its columns.
    Analysis analysis = analyse(request, PlanDepth.COLUMNS);
    String id = id(request).getId();
    running.begin(id, control);
    try {
      rows.begin(analysis);
      Session session = session(request);
      Supplier<Boolean> ran =
          () -> drivers.run(session, text(request), pages(session, rows), control);
      boolean unused = TrinoErrorMapping.mapped(ran);
    } finally {
      running.end(id);
    }
  }

  private static Function<List<Type>, Consumer<Page>> pages(Session session, RowSink rows) {
    return types -> new PageFormatter(types, session.toConnectorSession(), rows);
  }

  @Override
  public void close() {
    runner.close();
  }
}
