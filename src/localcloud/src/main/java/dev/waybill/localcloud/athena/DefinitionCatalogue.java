package dev.waybill.localcloud.athena;

import dev.waybill.localcloud.athena.bridge.Catalogue;
import dev.waybill.localcloud.athena.bridge.CatalogueEntry;
import java.util.List;
import java.util.Optional;

/** Catalogue of the engine that reads a definition store. */
record DefinitionCatalogue(DefinitionStore definitions) implements Catalogue {
  @Override
  public List<String> databases() {
    return definitions.databases();
  }

  @Override
  public List<CatalogueEntry> entries(String database) {
    return definitions.tables(database).stream()
        .map(table -> GlueEntries.read(database, table))
        .toList();
  }

  @Override
  public Optional<CatalogueEntry> entry(String database, String name) {
    return definitions.table(database, name).map(table -> GlueEntries.read(database, table));
  }
}
