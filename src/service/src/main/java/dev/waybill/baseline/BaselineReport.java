package dev.waybill.baseline;

import dev.waybill.baseline.ControlResult.Status;
import java.util.List;
import java.util.Set;

/**
 * The controls of one deployment, in the order in which they stand on each other.
 *
 * @param account twelve digits
 * @param region of the deployment
 */
public record BaselineReport(String account, String region, List<ControlResult> results) {
  private static final Set<Status> DRIFT = Set.of(Status.DRIFTED, Status.REFUSED, Status.BLOCKED);

  public BaselineReport {
    results = List.copyOf(results);
  }

  /** Returns true when at least one control is known not to hold. */
  public boolean hasDrift() {
    return results.stream().anyMatch(it -> DRIFT.contains(it.status()));
  }

  /** Returns true when at least one control could not be read. */
  public boolean hasUnreadable() {
    return count(Status.UNREADABLE) > 0;
  }

  public long count(Status status) {
    return results.stream().filter(it -> it.status() == status).count();
  }
}
