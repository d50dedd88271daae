package dev.waybill.baseline.schema;

/** A numbered script: one statement that makes one thing of the catalogue. */
public sealed interface SchemaScript permits TableScript, ViewScript {
  /** The table's or view's name. */
  String name();
}
