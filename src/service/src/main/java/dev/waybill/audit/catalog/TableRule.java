package dev.waybill.audit.catalog;

import java.util.Set;

/**
 * What every reading of a partitioned table has to say, or it reads everything ever filed, or
 * nothing.
 *
 * @param table its name
 * @param bounded partition columns that need a least and a greatest value
 * @param named partition columns that need values one by one
 */
public record TableRule(String table, Set<String> bounded, Set<String> named) {
  public TableRule {
    bounded = Set.copyOf(bounded);
    named = Set.copyOf(named);
  }
}
