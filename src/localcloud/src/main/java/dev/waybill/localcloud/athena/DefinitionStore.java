package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Store of databases, tables and views in Glue's JSON. Names are in lower case. */
interface DefinitionStore {
  /** Returns the names of all databases. */
  List<String> databases();

  /** Returns the tables of a database; none if the database does not exist. */
  List<ObjectNode> tables(String database);

  /** Returns a table or view; empty if it does not exist. */
  Optional<ObjectNode> table(String database, String name);

  /** Creates a database from a Glue DatabaseInput. */
  void createDatabase(ObjectNode input);

  /** Deletes a database with its tables. */
  void deleteDatabase(String name);

  /** Creates or replaces a table or view from a Glue TableInput. */
  void put(String database, ObjectNode input);

  /** Deletes a table or view. */
  void delete(String database, String name);
}
