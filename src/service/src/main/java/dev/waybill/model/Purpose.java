package dev.waybill.model;

/** Purpose of an object in custody, which its prefix determines. */
public enum Purpose {
  /** Under {@code incoming/}: sealed, then promoted. */
  PROMOTE,
  /** Under {@code test/}: sealed and checked, never promoted. */
  CANARY
}
