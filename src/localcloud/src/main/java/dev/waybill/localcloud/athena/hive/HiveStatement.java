package dev.waybill.localcloud.athena.hive;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statement of Hive's DDL that the local cloud supports. Names are in lower case. */
public sealed interface HiveStatement {
  /**
   * Name of a table or view, optionally qualified with a database.
   *
   * @param database the database; empty for the default database
   * @param name the name of the table or view
   */
  record Name(Optional<String> database, String name) {}

  /**
   * Column of a table.
   *
   * @param comment the comment; may be empty
   */
  record Column(String name, HiveType type, String comment) {}

  /**
   * Statement CREATE EXTERNAL TABLE.
   *
   * @param comment the comment; may be empty
   * @param storage the format and location of the files
   * @param properties the TBLPROPERTIES
   */
  record CreateTable(
      Name name,
      boolean ifNotExists,
      List<Column> columns,
      List<Column> partitions,
      String comment,
      Storage storage,
      Map<String, String> properties)
      implements HiveStatement {
    public CreateTable {
      columns = List.copyOf(columns);
      partitions = List.copyOf(partitions);
      properties = Map.copyOf(properties);
    }
  }

  /**
   * Statement CREATE DATABASE.
   *
   * @param comment the comment; may be empty
   * @param location the location; may be empty
   */
  record CreateDatabase(String name, boolean ifNotExists, String comment, String location)
      implements HiveStatement {}

  /** Statement DROP TABLE. */
  record DropTable(Name name, boolean ifExists) implements HiveStatement {}

  /** Statement DROP VIEW. */
  record DropView(Name name, boolean ifExists) implements HiveStatement {}

  /** Statement DROP DATABASE. */
  record DropDatabase(String name, boolean ifExists, boolean cascade) implements HiveStatement {}

  /** Statement SHOW DATABASES. */
  record ShowDatabases() implements HiveStatement {}

  /** Statement SHOW TABLES or SHOW VIEWS. */
  record ShowTables(Optional<String> database, boolean views) implements HiveStatement {}

  /** Statement SHOW COLUMNS or DESCRIBE. */
  record ShowColumns(Name name, boolean types) implements HiveStatement {}

  /** Statement SHOW PARTITIONS. */
  record ShowPartitions(Name name) implements HiveStatement {}

  /** Statement MSCK REPAIR TABLE. */
  record RepairTable(Name name) implements HiveStatement {}
}
