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

/** Does DDL on definitions. */
record Ddl(Definitions definitions, String database) {
  static final String VIEW = "VIRTUAL_VIEW";

  /**
   * Does a statement; the lines that it tells.
   *
   * @throws SqlFailure when Athena would refuse it
   */
  List<String> run(HiveStatement statement) {
    if (statement instanceof CreateTable create) {
      create(create);
    } else if (statement instanceof CreateDatabase create) {
      createDatabase(create);
    } else if (statement instanceof DropTable drop) {
      drop(drop.name(), drop.ifExists(), false);
    } else if (statement instanceof DropView drop) {
      drop(drop.name(), drop.ifExists(), true);
    } else if (statement instanceof DropDatabase drop) {
      dropDatabase(drop);
    } else {
      return new Shown(this).lines(statement);
    }
    return List.of();
  }

  private void create(CreateTable statement) {
    String where = existing(statement.name());
    if (definitions.table(where, statement.name().name()).isPresent()) {
      if (!statement.ifNotExists()) {
        throw failed(
            "AlreadyExistsException", "Table " + statement.name().name() + " already exists");
      }
      return;
    }
    definitions.put(where, GlueInputs.table(statement));
  }

  /** Keeps a view. */
  void create(NewView view) {
    requireDatabase(view.database());
    Optional<String> there = typeOf(view.database(), view.name());
    if (there.isPresent() && (!view.replace() || !there.get().equals(VIEW))) {
      throw failed(
          "AlreadyExistsException",
          (there.get().equals(VIEW) ? "View " : "Table ") + view.name() + " already exists");
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
      throw failed("AlreadyExistsException", "Database " + statement.name() + " already exists");
    }
  }

  private void drop(Name name, boolean ifExists, boolean view) {
    String where = existing(name);
    Optional<String> type = typeOf(where, name.name());
    if (type.filter(it -> it.equals(VIEW) == view).isPresent()) {
      definitions.delete(where, name.name());
    } else if (!ifExists || type.isPresent()) {
      throw failed(
          "SemanticException",
          (view ? "View" : "Table") + " not found: " + where + "." + name.name());
    }
  }

  private void dropDatabase(DropDatabase statement) {
    String name = statement.name();
    if (!definitions.databases().contains(name)) {
      if (!statement.ifExists()) {
        throw failed("SemanticException", "Database does not exist: " + name);
      }
      return;
    }
    if (!statement.cascade() && !definitions.tables(name).isEmpty()) {
      throw failed(
          "InvalidOperationException",
          "Database " + name + " is not empty. One or more tables exist.");
    }
    definitions.deleteDatabase(name);
  }

  /** The database of a name, which must be there. */
  String existing(Name name) {
    String where = name.database().orElse(database);
    requireDatabase(where);
    return where;
  }

  void requireDatabase(String name) {
    if (!definitions.databases().contains(name)) {
      throw failed("SemanticException", "Database does not exist: " + name);
    }
  }

  static SqlFailure failed(String kind, String message) {
    return new SqlFailure("FAILED: " + kind, SqlFailure.Blame.USER, 0, 0, message);
  }
}
