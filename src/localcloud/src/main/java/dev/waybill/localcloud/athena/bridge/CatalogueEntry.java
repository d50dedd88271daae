package dev.waybill.localcloud.athena.bridge;

/** A table or a view. */
public sealed interface CatalogueEntry permits TableEntry, ViewEntry {
  /** In small letters. */
  String name();
}
