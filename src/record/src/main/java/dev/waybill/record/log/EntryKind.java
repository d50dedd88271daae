package dev.waybill.record.log;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of entries. */
public enum EntryKind {
  /** Record that was added when it was sealed. */
  SEAL("seal"),
  /** Record that the daily listing found missing from the log. */
  BACKFILL("backfill");

  private final String label;

  EntryKind(String label) {
    this.label = label;
  }

  /** Returns the name of the kind in entries. */
  public String label() {
    return label;
  }

  /** Returns the kind with a name; empty when it is unknown. */
  public static Optional<EntryKind> ofLabel(String label) {
    return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
  }
}
