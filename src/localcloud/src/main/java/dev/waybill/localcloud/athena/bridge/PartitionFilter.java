package dev.waybill.localcloud.athena.bridge;

import java.util.Set;

/** What a plan says of a partition column's value. */
public interface PartitionFilter {
  boolean admits(String value);

  /** Whether no value is admitted below some value. */
  boolean boundedBelow();

  /** Whether no value is admitted above some value. */
  boolean boundedAbove();

  /** The only values that are admitted; empty when they are not listed one by one. */
  Set<String> listed();
}
