package dev.waybill.localcloud.athena.bridge;

import java.util.List;
import java.util.Optional;

/** The tables and views there are. Names are in small letters. */
public interface Catalogue {
  List<String> databases();

  /** The tables and views of a database; none when there is no such database. */
  List<CatalogueEntry> entries(String database);

  Optional<CatalogueEntry> entry(String database, String name);
}
