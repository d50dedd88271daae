package dev.waybill.log.check;

import dev.waybill.alert.Severity;
import java.util.Locale;

/** Kinds of defects of the log, each with the rule and the texts of its finding. */
public enum LogDefectKind {
  TILE_CHANGED("A tile of the log was changed", Advice.TILE),
  TILE_MISSING("A tile of the log is missing", Advice.TILE),
  BUNDLE_CHANGED("Entries of the log were changed", Advice.TILE),
  BUNDLE_MISSING("Entries of the log are missing", Advice.TILE),
  ENTRY_MALFORMED("An entry of the log is malformed", Advice.SIGNER),
  LEAF_MISMATCH("Entries of the log and their hashes were changed together", Advice.TILE),
  UPPER_TILE_CHANGED("A tile above the entries of the log was changed", Advice.TILE),
  TILE_OVERWRITTEN("A tile of the log has more than one version", Advice.TILE),
  ROOT_MISMATCH("The signed root is not that of the log's tiles", Advice.ROOT),
  CHECKPOINT_MISSING("The log has no checkpoint", Advice.CHECKPOINT),
  CHECKPOINT_MALFORMED("The checkpoint of the log is malformed", Advice.CHECKPOINT),
  CHECKPOINT_SIGNATURE_INVALID("The checkpoint of the log is not signed", Advice.CHECKPOINT),
  CHECKPOINT_ROLLED_BACK("The log is smaller than it was", Advice.CHECKPOINT),
  CHECKPOINT_INCONSISTENT("The log contradicts an earlier checkpoint", Advice.SIGNER),
  TWO_ROOTS("Two signed checkpoints of one size have different roots", Advice.SIGNER),
  COSIGNED_INCONSISTENT("A cosigned checkpoint contradicts the log", Advice.SIGNER),
  ANCHOR_INCONSISTENT("An anchor contradicts the log", Advice.SIGNER),
  LOCK_MISSING("The log's staged round is missing", Advice.LOCK),
  LOCK_INCONSISTENT("The log's staged round contradicts its checkpoint", Advice.LOCK),
  VKEYS_CHANGED("The published keys of the log are not its keys", Advice.KEYS),
  CHECKPOINT_LATE("The log's checkpoint is late", Severity.HIGH, Advice.LATE),
  MEMORY_UNREADABLE("The memory of seen checkpoints is unusable", Severity.HIGH, Advice.MEMORY),
  RECORD_GONE("A record that the log names is gone", Advice.RECORD);

  /** Texts about the fix. */
  private static final class Advice {
    private static final String TILE =
        "treat it as an incident: find the principal of the write or delete in CloudTrail; Object"
            + " Lock keeps the former version, which can be copied back";
    private static final String CHECKPOINT =
        "treat it as an incident: find the principal of the write or delete of log/checkpoint in"
            + " CloudTrail, and compare its versions with the cosigned checkpoints";
    private static final String SIGNER =
        "treat it as an incident: only a holder of the log's keys can cause this; keep every"
            + " version of the objects, replace the keys, and ask the witnesses for the"
            + " checkpoints that they cosigned";
    private static final String ROOT =
        "treat it as an incident: tiles and entries were changed together, or a holder of the log's"
            + " keys signed another root; look for writes below log/ in CloudTrail, and compare"
            + " the versions of the objects";
    private static final String LOCK =
        "find the principal of the write or delete of log/lock in CloudTrail; stop the service"
            + " before you put the newest genuine version back";
    private static final String KEYS =
        "find the principal of the write of log/vkeys in CloudTrail; the service's own keys decide,"
            + " and give verifiers those";
    private static final String LATE =
        "look for failures of the service's leader, and for entries that wait below log/pending/";
    private static final String MEMORY =
        "find the principal that wrote the object in CloudTrail; the watch goes on from what its"
            + " process remembers, or from the newest checkpoint, and replaces the object";
    private static final String RECORD =
        "treat it as an incident: find the principal of the delete in CloudTrail; without a"
            + " delete marker Object Lock was bypassed";

    private Advice() {}
  }

  private final String title;
  private final Severity severity;
  private final String fix;

  LogDefectKind(String title, String fix) {
    this(title, Severity.CRITICAL, fix);
  }

  LogDefectKind(String title, Severity severity, String fix) {
    this.title = title;
    this.severity = severity;
    this.fix = fix;
  }

  /** Returns the rule of the findings, such as {@code log-tile-changed}. */
  public String rule() {
    return "log-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns true for a defect that nothing makes right again: two contradicting signed statements
   * exist for good, even when one of them is replaced.
   */
  boolean isLasting() {
    return this == TWO_ROOTS || this == CHECKPOINT_INCONSISTENT;
  }

  /** Returns a few words for people. */
  public String title() {
    return title;
  }

  /** Returns the severity of the findings. */
  public Severity severity() {
    return severity;
  }

  /** Returns what an operator does. */
  public String fix() {
    return fix;
  }
}
