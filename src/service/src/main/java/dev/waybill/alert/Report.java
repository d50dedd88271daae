package dev.waybill.alert;

import java.time.Instant;

/** Message to {@code direct:alert} about one incident: a finding or the end of one. */
public sealed interface Report permits Finding, FindingEnd {
  /** Returns the identity of the incident within its rule. */
  String uid();

  /** Returns the kind of finding, such as {@code canary-sealed} or an audit's id. */
  String rule();

  /** Returns the time at which the report was made. */
  Instant time();
}
