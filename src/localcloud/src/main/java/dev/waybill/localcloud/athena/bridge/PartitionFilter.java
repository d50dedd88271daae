package dev.waybill.localcloud.athena.bridge;

import java.util.Set;

/** Filter of a plan on the values of a partition column. */
public interface PartitionFilter {
  /** Returns whether the filter accepts a value. */
  boolean accepts(String value);

  /** Returns whether the accepted values have a lower bound. */
  boolean boundedBelow();

  /** Returns whether the accepted values have an upper bound. */
  boolean boundedAbove();

  /** Returns the accepted values if they are listed one by one; otherwise empty. */
  Set<String> listed();
}
