package dev.waybill.record.log;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Kinds of entries. */
public enum EntryKind {
  /** Record that was added when it was sealed. */
  SEAL("seal", "records/"),
  /** Record of a backfill, or one that the daily listing found missing from the log. */
  BACKFILL("backfill", "records/"),
  /**
   * Signed statement over the results of a cycle of re-verification. The entry's record and its
   * version are the same object.
   */
  FIXITY_CYCLE("fixity-cycle", "fixity/cycle/"),
  /** Signed statement over a repair, in the same way. */
  REPAIR("repair", "repairs/"),
  /**
   * Signed statement over one reconciliation. The entry's record and its version are the same
   * object.
   */
  RECONCILIATION("reconciliation", "reconcile/"),
  /** Signed statement about a drill, in the same way. */
  DRILL("drill", "drills/"),
  /** Signed statement over verified digests of CloudTrail, in the same way. */
  TRAIL("trail", "trail/"),
  /** Signed statement that a key may sign records for a time, in the same way. */
  DELEGATION("delegation", "delegations/");

  private final String label;
  private final String prefix;

  EntryKind(String label, String prefix) {
    this.label = label;
    this.prefix = prefix;
  }

  /** Returns the name of the kind in entries. */
  public String label() {
    return label;
  }

  /** Returns the prefix, in the provenance bucket, of the records that these entries name. */
  public String prefix() {
    return prefix;
  }

  /** Returns every prefix that holds records which the log must have. */
  public static List<String> prefixes() {
    return Arrays.stream(values()).map(EntryKind::prefix).distinct().toList();
  }

  /** Returns the kind with a name; empty when it is unknown. */
  public static Optional<EntryKind> ofLabel(String label) {
    return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
  }
}
