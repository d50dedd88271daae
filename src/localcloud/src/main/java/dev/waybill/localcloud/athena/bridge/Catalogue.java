package dev.waybill.localcloud.athena.bridge;

import java.util.List;
import java.util.Optional;

/** Catalogue of tables and views. Names are in lower case. */
public interface Catalogue {
  /** Returns the names of all databases. */
  List<String> databases();

  /** Returns the tables and views of a database; none if the database does not exist. */
  List<CatalogueEntry> entries(String database);

  /** Returns a table or view; empty if it does not exist. */
  Optional<CatalogueEntry> entry(String database, String name);
}
