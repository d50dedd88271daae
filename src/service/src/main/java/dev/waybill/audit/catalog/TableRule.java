package dev.waybill.audit.catalog;

import java.util.Set;

/**
 * Rule for scans of a partitioned table. A scan that breaks the rule reads all files, or none.
 *
 * @param table name of the table
 * @param bounded partition columns that need a least and a greatest value
 * @param named partition columns that need a list of values
 */
public record TableRule(String table, Set<String> bounded, Set<String> named) {
  public TableRule {
    bounded = Set.copyOf(bounded);
    named = Set.copyOf(named);
  }
}
