package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;
import org.jspecify.annotations.Nullable;

/** Outcome of custody of one record of a notification. Every outcome has a label and is counted. */
public sealed interface Outcome
    permits Skipped,
        Promoted,
        AlreadyDone,
        SourceRetained,
        Superseded,
        CanarySealed,
        BackfillSealed,
        BackfillFailed,
        Rejected {
  /** Returns the label for metrics and logs: lower case, joined by dashes, from a closed set. */
  String label();

  /** Returns the version; null when the notification named none. */
  @Nullable ObjectVersion version();
}
