package dev.waybill.camel.audit;

import java.util.function.BooleanSupplier;

/** The bean {@code leader}: who of the replicas keeps the schedules. */
public final class LeaderStep {
  private final BooleanSupplier leads;

  public LeaderStep(BooleanSupplier leads) {
    this.leads = leads;
  }

  /** Whether this one does now. */
  public boolean leads() {
    return leads.getAsBoolean();
  }
}
