package dev.waybill.alert;

import java.time.Instant;

/** What is told to {@code direct:alert} about one incident. */
public sealed interface Report permits Finding, Ended {
  /** What makes it this incident and no other. */
  String uid();

  /** Which kind of finding, such as {@code canary-sealed} or an audit's id. */
  String rule();

  /** When it was found. */
  Instant time();
}
