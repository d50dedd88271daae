package dev.waybill.localcloud.athena;

import dev.waybill.localcloud.athena.bridge.NewView;
import dev.waybill.localcloud.athena.bridge.SqlFailure;
import dev.waybill.localcloud.athena.hive.HiveStatement;
import dev.waybill.localcloud.athena.hive.HiveStatement.CreateDatabase;
import dev.waybill.localcloud.athena.hive.HiveStatement.CreateTable;
import dev.waybill.localcloud.athena.hive.HiveStatement.DropDatabase;
import dev.waybill.localcloud.athena.hive.HiveStatement.DropTable;
import dev.waybill.localcloud.athena.hive.HiveStatement.DropView;
import dev.waybill.localcloud.athena.hive.HiveStatement.Name;
import java.util.List;
import java.util.Optional;

/** Executor of DDL statements on a definition store. */
record DdlExecutor(DefinitionStore definitions, String database) {
  static final String VIEW_TYPE = "VIRTUAL_VIEW";

  /**
   * Executes a statement and returns its output lines.
   *
   * @throws SqlFailure if Athena would reject the statement
   */
  List<String> run(HiveStatement statement) {
    if (statement instanceof CreateTable create) {
      createTable(create);
    } else if (statement instanceof CreateDatabase create) {
      createDatabase(create);
    } else if (statement instanceof DropTable drop) {
      drop(drop.name(), drop.ifExists(), false);
    } else if (statement instanceof DropView drop) {
      drop(drop.name(), drop.ifExists(), true);
    } else if (statement instanceof DropDatabase drop) {
      dropDatabase(drop);
    } else {
      return new ShowStatements(this).lines(statement);
    }
    return List.of();
  }

  private void createTable(CreateTable statement) {
    String where = existingDatabase(statement.name());
    if (definitions.table(where, statement.name().name()).isPresent()) {
      if (!statement.ifNotExists()) {
        throw failure(
            "AlreadyExistsException", "Table " + statement.name().name() + " already exists");
      }
      return;
    }
    definitions.put(where, GlueInputs.table(statement));
  }

  /** Stores a view. */
  void createView(NewView view) {
    requireDatabase(view.database());
    Optional<String> existingType = typeOf(view.database(), view.name());
    if (existingType.isPresent() && (!view.replace() || !existingType.get().equals(VIEW_TYPE))) {
      throw failure(
          "AlreadyExistsException",
          (existingType.get().equals(VIEW_TYPE) ? "View " : "Table ")
              + view.name()
              + " already exists");
    }
    definitions.put(view.database(), GlueInputs.view(view));
  }

  Optional<String> typeOf(String where, String name) {
    return definitions.table(where, name).map(it -> it.path("TableType").asText());
  }

  private void createDatabase(CreateDatabase statement) {
    if (!definitions.databases().contains(statement.name())) {
      definitions.createDatabase(GlueInputs.database(statement));
    } else if (!statement.ifNotExists()) {
      throw failure("AlreadyExistsException", "Database " + statement.name() + " already exists");
    }
  }

  private void drop(Name name, boolean ifExists, boolean view) {
    String where = existingDatabase(name);
    Optional<String> type = typeOf(where, name.name());
    if (type.filter(it -> it.equals(VIEW_TYPE) == view).isPresent()) {
      definitions.delete(where, name.name());
    } else if (!ifExists || type.isPresent()) {
      throw failure(
          "SemanticException",
          (view ? "View" : "Table") + " not found: " + where + "." + name.name());
    }
  }

  private void dropDatabase(DropDatabase statement) {
    String name = statement.name();
    if (!definitions.databases().contains(name)) {
      if (!statement.ifExists()) {
        throw failure("SemanticException", "Database does not exist: " + name);
      }
      return;
    }
    if (!statement.cascade() && !definitions.tables(name).isEmpty()) {
      throw failure(
          "InvalidOperationException",
          "Database " + name + " is not empty. One or more tables exist.");
    }
    definitions.deleteDatabase(name);
  }

  /** Returns the database of a name, which must exist. */
  String existingDatabase(Name name) {
    String where = name.database().orElse(database);
    requireDatabase(where);
    return where;
  }

  void requireDatabase(String name) {
    if (!definitions.databases().contains(name)) {
      throw failure("SemanticException", "Database does not exist: " + name);
    }
  }

  static SqlFailure failure(String kind, String message) {
    return new SqlFailure("FAILED: " + kind, SqlFailure.Kind.USER, 0, 0, message);
  }
}
