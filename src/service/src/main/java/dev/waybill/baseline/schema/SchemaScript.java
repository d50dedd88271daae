package dev.waybill.baseline.schema;

/** Numbered script with one statement that creates one table or view. */
public sealed interface SchemaScript permits TableScript, ViewScript {
  /** Returns the name of the table or view. */
  String name();
}
