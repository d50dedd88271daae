package dev.waybill.localcloud.athena.bridge;

/** Table or view of a catalogue. */
public sealed interface CatalogueEntry permits TableEntry, ViewEntry {
  /** Returns the name in lower case. */
  String name();
}
