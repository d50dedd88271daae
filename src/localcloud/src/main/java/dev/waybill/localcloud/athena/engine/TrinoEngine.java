package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.Analysis;
import dev.waybill.localcloud.athena.bridge.Catalogue;
import dev.waybill.localcloud.athena.bridge.NewView;
import dev.waybill.localcloud.athena.bridge.QueryControl;
import dev.waybill.localcloud.athena.bridge.Question;
import dev.waybill.localcloud.athena.bridge.RowSink;
import dev.waybill.localcloud.athena.bridge.SqlEngine;
import dev.waybill.localcloud.athena.bridge.TableFiles;
import io.trino.Session;
import io.trino.spi.Page;
import io.trino.spi.QueryId;
import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.Type;
import io.trino.sql.planner.Plan;
import io.trino.sql.tree.Statement;
import io.trino.testing.LocalQueryRunner;
import io.trino.testing.TestingSession;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Trino's parser, analyser, planner and operators over one catalogue, without a server. */
final class TrinoEngine implements SqlEngine {
  /** The only catalogue there is, by Athena's name for it. */
  static final String CATALOGUE = "awsdatacatalog";

  private static final String PREPARED = "asked";

  private final LocalQueryRunner runner;
  private final RunningQueries running = new RunningQueries();
  private final Statements statements;
  private final Plans plans = new Plans();
  private final DriverLoop drivers;

  TrinoEngine(Catalogue catalogue, TableFiles files) {
    Session session = TestingSession.testSessionBuilder().setCatalog(CATALOGUE).build();
    this.runner = LocalQueryRunner.builder(session).build();
    this.statements = new Statements(runner.getSqlParser());
    this.drivers = new DriverLoop(runner);
    runner.createCatalog(
        CATALOGUE, new CatalogueConnectorFactory(catalogue, files, running), Map.of());
  }

  @Override
  public Analysis analyse(Question question) {
    return EngineFailures.named(
        () -> {
          Statement statement = statements.allowed(question.sql());
          return plans.read(statements.kind(statement), plan(question));
        });
  }

  private Plan plan(Question question) {
    return runner.inTransaction(
        session(question), within -> runner.createPlan(within, text(question)));
  }

  /** Parameters travel as those of a prepared statement, so that positions stay as written. */
  private Session session(Question question) {
    return TestingSession.testSessionBuilder()
        .setQueryId(id(question))
        .setCatalog(CATALOGUE)
        .setSchema(question.database().toLowerCase(Locale.ROOT))
        .setTimeZoneKey(TimeZoneKey.UTC_KEY)
        .setLocale(Locale.ENGLISH)
        .addPreparedStatement(PREPARED, statements.bare(question.sql()))
        .build();
  }

  private static QueryId id(Question question) {
    return new QueryId(question.id().toLowerCase(Locale.ROOT).replace('-', '_'));
  }

  private String text(Question question) {
    if (question.parameters().isEmpty()) {
      return statements.bare(question.sql());
    }
    question.parameters().forEach(statements::requireLiteral);
    return "EXECUTE " + PREPARED + " USING " + String.join(", ", question.parameters());
  }

  @Override
  public NewView view(Question question) {
    return EngineFailures.named(
        () -> {
          ViewStatement view = statements.view(question.sql(), question.database());
          Question query =
              new Question(question.id(), view.query(), List.of(), question.database());
          return view.with(ViewColumns.of(plan(query)));
        });
  }

  @Override
  public void run(Question question, RowSink rows, QueryControl control) {
    Analysis analysis = analyse(question);
    String id = id(question).getId();
    running.begin(id, control);
    try {
      rows.begin(analysis);
      Session session = session(question);
      Supplier<Boolean> ran =
          () -> drivers.run(session, text(question), pages(session, rows), control);
      boolean unused = EngineFailures.named(ran);
    } finally {
      running.end(id);
    }
  }

  private static Function<List<Type>, Consumer<Page>> pages(Session session, RowSink rows) {
    return types -> new PageText(types, session.toConnectorSession(), rows);
  }

  @Override
  public void close() {
    runner.close();
  }
}
