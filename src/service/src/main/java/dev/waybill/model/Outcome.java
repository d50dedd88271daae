package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;
import org.jspecify.annotations.Nullable;

/** How custody of one notification's record ended. Every end has a name and is counted. */
public sealed interface Outcome
    permits Skipped, Promoted, AlreadyDone, Superseded, CanarySealed, Rejected {
  /** The name used in metrics and logs: lower case, words joined by dashes, a closed set. */
  String label();

  /** Whose custody ended; null when the notification named no version. */
  @Nullable ObjectVersion version();
}
