package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waybill.localcloud.athena.bridge.Analysis;
import dev.waybill.localcloud.athena.bridge.EngineRequest;
import dev.waybill.localcloud.athena.bridge.PartitionFilter;
import dev.waybill.localcloud.athena.bridge.SqlEngine;
import dev.waybill.localcloud.athena.bridge.SqlFailure;
import dev.waybill.localcloud.athena.bridge.TableScan;
import dev.waybill.localcloud.athena.hive.HiveParser;
import dev.waybill.localcloud.athena.hive.HiveStatement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Thread-safe checker of SQL for Athena, without data or network. The engine parses, analyses and
 * plans a statement against declared tables. Reuse a checker because it contains an engine.
 */
public final class SqlChecker implements AutoCloseable {
  private final String database;
  private final DefinitionStore definitions;
  private final EngineLoader loader;
  private final SqlEngine engine;
  private final AtomicLong count = new AtomicLong();

  private SqlChecker(
      String database, DefinitionStore definitions, EngineLoader loader, SqlEngine engine) {
    this.database = database;
    this.definitions = definitions;
    this.loader = loader;
    this.engine = engine;
  }

  /**
   * Starts an engine and declares tables and views. This takes seconds.
   *
   * @param ddl the CREATE EXTERNAL TABLE and CREATE VIEW statements in order
   * @param database the database of the tables and views
   * @throws EngineMissingException if the engine's jars are missing
   * @throws IllegalArgumentException if a statement is rejected; the message has its number and the
   *     reason
   */
  public static SqlChecker open(List<String> ddl, String database) {
    String name = database.toLowerCase(Locale.ROOT);
    DefinitionStore definitions = new InMemoryDefinitionStore();
    definitions.createDatabase(JsonNodeFactory.instance.objectNode().put("Name", name));
    EngineLoader loader = EngineLoader.open();
    SqlEngine engine = loader.start(new DefinitionCatalogue(definitions), new EmptyTableFiles());
    SqlChecker checker = new SqlChecker(name, definitions, loader, engine);
    try {
      for (int i = 0; i < ddl.size(); i++) {
        checker.declare(i + 1, ddl.get(i));
      }
      return checker;
    } catch (RuntimeException e) {
      checker.close();
      throw e;
    }
  }

  private void declare(int number, String sql) {
    try {
      Optional<HiveStatement> statement = HiveParser.parse(sql);
      if (statement.isPresent()) {
        List<String> unused = ddl().run(statement.get());
      } else {
        ddl().createView(engine.view(request(sql, List.of())));
      }
    } catch (SqlFailure e) {
      throw new IllegalArgumentException("DDL statement " + number + ": " + e.reason(), e);
    }
  }

  private DdlExecutor ddl() {
    return new DdlExecutor(definitions, database);
  }

  private EngineRequest request(String sql, List<String> parameters) {
    return new EngineRequest("proof_" + count.incrementAndGet(), sql, parameters, database);
  }

  /** Checks a statement without parameters. Neither runs nor declares anything. */
  public SqlVerdict check(String sql) {
    return check(sql, List.of());
  }

  /**
   * Checks a statement without parameters, in less time than {@link #check(String)}. The scans may
   * lack bounds of partition columns. Neither runs nor declares anything.
   */
  public SqlVerdict outline(String sql) {
    return check(sql, List.of(), engine::outline);
  }

  /**
   * Checks a statement. Neither runs nor declares anything.
   *
   * @param parameters the literals for the question marks, such as {@code 'a'}, {@code 7} or {@code
   *     DATE '2026-03-01'}
   */
  public SqlVerdict check(String sql, List<String> parameters) {
    return check(sql, parameters, engine::analyse);
  }

  private SqlVerdict check(
      String sql, List<String> parameters, Function<EngineRequest, Analysis> planner) {
    try {
      return HiveParser.parse(sql).isPresent()
          ? new SqlAccepted("DDL", List.of(), List.of())
          : checkQuery(sql, parameters, planner);
    } catch (SqlFailure e) {
      return new SqlRejected(Math.max(e.line(), 1), Math.max(e.column(), 1), e.reason());
    }
  }

  private SqlVerdict checkQuery(
      String sql, List<String> parameters, Function<EngineRequest, Analysis> planner) {
    if (HiveParser.isView(sql)) {
      Object unused = engine.view(request(sql, parameters));
      return new SqlAccepted("DDL", List.of(), List.of());
    }
    Analysis analysis = planner.apply(request(sql, parameters));
    return new SqlAccepted(
        analysis.kind(),
        analysis.columns().stream().map(it -> new SqlColumn(it.name(), it.type())).toList(),
        analysis.scans().stream().map(SqlChecker::scan).toList());
  }

  private static PlannedScan scan(TableScan scan) {
    Map<String, PartitionBound> bounds = new LinkedHashMap<>();
    scan.partitions().forEach((column, filter) -> bounds.put(column, bound(filter)));
    return new PlannedScan(scan.table(), bounds);
  }

  private static PartitionBound bound(PartitionFilter filter) {
    return new PartitionBound(
        filter.boundedBelow(), filter.boundedAbove(), !filter.listed().isEmpty());
  }

  @Override
  public void close() {
    engine.close();
    loader.close();
  }
}
