package dev.waybill.baseline;

import dev.waybill.baseline.ControlResult.Status;
import java.util.List;
import java.util.Set;

/**
 * Results of the controls of one deployment, in dependency order.
 *
 * @param account account ID, twelve digits
 * @param region region of the deployment
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

  /** Returns the number of controls with the status. */
  public long count(Status status) {
    return results.stream().filter(it -> it.status() == status).count();
  }
}
