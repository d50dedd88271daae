package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waybill.localcloud.athena.bridge.Analysis;
import dev.waybill.localcloud.athena.bridge.PartitionFilter;
import dev.waybill.localcloud.athena.bridge.Question;
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

/**
 * Judges SQL as Athena would, with no data and no network: the engine parses, analyses and plans a
 * statement against declared tables. Thread-safe. It holds an engine, so keep one for many checks.
 */
public final class SqlProof implements AutoCloseable {
  private final String database;
  private final Definitions definitions;
  private final EngineLoader loader;
  private final SqlEngine engine;
  private final AtomicLong count = new AtomicLong();

  private SqlProof(
      String database, Definitions definitions, EngineLoader loader, SqlEngine engine) {
    this.database = database;
    this.definitions = definitions;
    this.loader = loader;
    this.engine = engine;
  }

  /**
   * Starts an engine, which takes seconds, and declares tables and views.
   *
   * @param ddl CREATE EXTERNAL TABLE and CREATE VIEW statements, in order
   * @param database where they are
   * @throws EngineAbsent when the engine's jars are not here
   * @throws IllegalArgumentException when a statement is refused; it names which, and why
   */
  public static SqlProof open(List<String> ddl, String database) {
    String name = database.toLowerCase(Locale.ROOT);
    Definitions definitions = new MemoryDefinitions();
    definitions.createDatabase(JsonNodeFactory.instance.objectNode().put("Name", name));
    EngineLoader loader = EngineLoader.open();
    SqlEngine engine = loader.start(new DefinedCatalogue(definitions), new NoFiles());
    SqlProof proof = new SqlProof(name, definitions, loader, engine);
    try {
      for (int i = 0; i < ddl.size(); i++) {
        proof.declare(i + 1, ddl.get(i));
      }
      return proof;
    } catch (RuntimeException e) {
      proof.close();
      throw e;
    }
  }

  private void declare(int number, String sql) {
    try {
      Optional<HiveStatement> statement = HiveParser.parse(sql);
      if (statement.isPresent()) {
        List<String> unused = ddl().run(statement.get());
      } else {
        ddl().create(engine.view(question(sql, List.of())));
      }
    } catch (SqlFailure e) {
      throw new IllegalArgumentException("DDL statement " + number + ": " + e.reason(), e);
    }
  }

  private Ddl ddl() {
    return new Ddl(definitions, database);
  }

  private Question question(String sql, List<String> parameters) {
    return new Question("proof_" + count.incrementAndGet(), sql, parameters, database);
  }

  /** Judges a statement without parameters; runs nothing, and declares nothing either. */
  public SqlVerdict check(String sql) {
    return check(sql, List.of());
  }

  /**
   * Judges a statement; runs nothing, and declares nothing either.
   *
   * @param parameters literals for its question marks, such as {@code 'a'}, {@code 7} or {@code
   *     DATE '2026-03-01'}
   */
  public SqlVerdict check(String sql, List<String> parameters) {
    try {
      return HiveParser.parse(sql).isPresent()
          ? new Proven("DDL", List.of(), List.of())
          : query(sql, parameters);
    } catch (SqlFailure e) {
      return new SqlRejected(Math.max(e.line(), 1), Math.max(e.column(), 1), e.reason());
    }
  }

  private SqlVerdict query(String sql, List<String> parameters) {
    if (HiveParser.isView(sql)) {
      Object unused = engine.view(question(sql, parameters));
      return new Proven("DDL", List.of(), List.of());
    }
    Analysis analysis = engine.analyse(question(sql, parameters));
    return new Proven(
        analysis.kind(),
        analysis.columns().stream().map(it -> new ResultColumn(it.name(), it.type())).toList(),
        analysis.scans().stream().map(SqlProof::scan).toList());
  }

  private static Scan scan(TableScan scan) {
    Map<String, Bound> bounds = new LinkedHashMap<>();
    scan.partitions().forEach((column, filter) -> bounds.put(column, bound(filter)));
    return new Scan(scan.table(), bounds);
  }

  private static Bound bound(PartitionFilter filter) {
    return new Bound(filter.boundedBelow(), filter.boundedAbove(), !filter.listed().isEmpty());
  }

  @Override
  public void close() {
    engine.close();
    loader.close();
  }
}
