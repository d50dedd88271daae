package dev.waybill.model;

/** What is to become of an object, as its prefix says. */
public enum Purpose {
  /** Under {@code incoming/}: sealed, then promoted. */
  PROMOTE,
  /** Under {@code test/}: sealed and checked, never promoted. */
  CANARY
}
