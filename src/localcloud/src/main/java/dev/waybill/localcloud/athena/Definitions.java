package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Tables and views as Glue keeps them, whoever keeps them here. Names are in small letters. */
interface Definitions {
  List<String> databases();

  /** Glue's tables of a database; none when there is no such database. */
  List<ObjectNode> tables(String database);

  Optional<ObjectNode> table(String database, String name);

  /** Makes a database of a Glue DatabaseInput. */
  void createDatabase(ObjectNode input);

  void deleteDatabase(String name);

  /** Makes a table or view of a Glue TableInput, in place of one that is there. */
  void put(String database, ObjectNode input);

  void delete(String database, String name);
}
