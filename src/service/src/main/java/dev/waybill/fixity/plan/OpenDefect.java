package dev.waybill.fixity.plan;

import dev.waybill.fixity.FixityCondition;
import java.time.Instant;

/**
 * Defect of a sealed version that the newest examination found.
 *
 * @param index index of the entry of the log
 * @param condition the defect
 * @param since time of the examination that found it first
 * @param isSingle true when a finding of its own was reported; otherwise the finding that stands
 *     for all further ones includes it
 */
public record OpenDefect(long index, FixityCondition condition, Instant since, boolean isSingle) {
  public OpenDefect {
    if (index < 0 || !condition.isDefect()) {
      throw new IllegalArgumentException("this is no defect of an entry");
    }
  }
}
