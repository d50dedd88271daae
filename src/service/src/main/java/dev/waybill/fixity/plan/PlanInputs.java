package dev.waybill.fixity.plan;

import java.util.Optional;

/** Port to what a plan takes from outside. */
public interface PlanInputs {
  /** Returns the policy of the settings. */
  FixityPolicy policy();

  /** Returns bytes that nobody could choose and everybody can look up: the newest checkpoint. */
  byte[] seed();

  /** Returns the root of the log with a size, in base64; empty when it is not at hand. */
  Optional<String> root(long size);
}
