package dev.waybill.localcloud.athena.hive;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A statement of Hive's DDL that the local cloud does. Names are in small letters. */
public sealed interface HiveStatement {
  /**
   * A name with the database before it, when it is given.
   *
   * @param database empty: the query's
   */
  record Name(Optional<String> database, String name) {}

  /**
   * A column.
   *
   * @param comment may be empty
   */
  record Column(String name, HiveType type, String comment) {}

  /**
   * CREATE EXTERNAL TABLE.
   *
   * @param comment may be empty
   * @param storage how and where its files lie
   * @param properties TBLPROPERTIES
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
   * CREATE DATABASE.
   *
   * @param comment may be empty
   * @param location may be empty
   */
  record CreateDatabase(String name, boolean ifNotExists, String comment, String location)
      implements HiveStatement {}

  /** DROP TABLE. */
  record DropTable(Name name, boolean ifExists) implements HiveStatement {}

  /** DROP VIEW. */
  record DropView(Name name, boolean ifExists) implements HiveStatement {}

  /** DROP DATABASE. */
  record DropDatabase(String name, boolean ifExists, boolean cascade) implements HiveStatement {}

  /** SHOW DATABASES. */
  record ShowDatabases() implements HiveStatement {}

  /** SHOW TABLES and SHOW VIEWS. */
  record ShowTables(Optional<String> database, boolean views) implements HiveStatement {}

  /** SHOW COLUMNS and DESCRIBE. */
  record ShowColumns(Name name, boolean types) implements HiveStatement {}

  /** SHOW PARTITIONS. */
  record ShowPartitions(Name name) implements HiveStatement {}

  /** MSCK REPAIR TABLE. */
  record RepairTable(Name name) implements HiveStatement {}
}
