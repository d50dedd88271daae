package dev.waybill.audit.run;

import java.util.function.BooleanSupplier;

/** Bean {@code leader}: check whether this replica runs the schedules. */
public final class LeaderCheck {
  private final BooleanSupplier leads;

  /**
   * @param leads current result of the leader election
   */
  public LeaderCheck(BooleanSupplier leads) {
    this.leads = leads;
  }

  /** Returns whether this replica leads now. */
  public boolean leads() {
    return leads.getAsBoolean();
  }
}
