package dev.waybill.why.source;

/** Search for the places of records in the log. */
@FunctionalInterface
public interface LogPlaces {
  /**
   * Finds the entry of a record and proves it.
   *
   * @throws RuntimeException when the log cannot be read or relied on
   */
  LogPlace find(ObjectSeal seal);
}
