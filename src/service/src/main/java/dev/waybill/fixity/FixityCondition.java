package dev.waybill.fixity;

import java.util.Arrays;
import java.util.Optional;

/** Conditions in which an examination finds a sealed version or its record. */
public enum FixityCondition {
  /** Everything that the rung proves is as sealed. */
  INTACT("intact", Kind.PASS),
  /** Sealed, and its promotion may still be under way. */
  IN_FLIGHT("in-flight", Kind.OPEN),
  /** In a storage class that cannot be read without a restore, which nobody asked for. */
  ARCHIVED("archived", Kind.OPEN),
  /** S3 or the network failed, or a right is missing: about us, and tried again. */
  UNREADABLE("unreadable", Kind.OPEN),
  /** Other bytes of the same length, read twice. */
  ALTERED("altered", Kind.DEFECT),
  /** Fewer bytes than sealed. */
  TRUNCATED("truncated", Kind.DEFECT),
  /** Neither the version nor a copy of it exists. */
  GONE("gone", Kind.DEFECT),
  /** A delete marker lies above it. */
  HIDDEN("hidden", Kind.DEFECT),
  /** Another object is in its place, and no version has its bytes. */
  REPLACED("replaced", Kind.DEFECT),
  /** An object that was never sealed lies above it. */
  SHADOWED("shadowed", Kind.DEFECT),
  /** An older sealed version lies above it. */
  ROLLED_BACK("rolled-back", Kind.DEFECT),
  /** Encrypted with another key or method than sealed. */
  REENCRYPTED("re-encrypted", Kind.DEFECT),
  /** Its retention ends earlier than promised, or has no mode any more. */
  RETENTION_WEAKENED("retention-weakened", Kind.DEFECT),
  /** Its record does not exist any more. */
  RECORD_GONE("record-gone", Kind.DEFECT),
  /** Its record has other bytes than the log states, and they are no valid record of it. */
  RECORD_ALTERED("record-altered", Kind.DEFECT),
  /** Its record has other bytes than the log states, and a trusted key signed them. */
  RECORD_RESIGNED("record-re-signed", Kind.DEFECT),
  /** The list of its chunks' digests does not exist any more. */
  CHUNKS_GONE("chunks-gone", Kind.DEFECT),
  /** The list of its chunks' digests is not the one that its record states. */
  CHUNKS_ALTERED("chunks-altered", Kind.DEFECT),
  /** An object that no record explains. */
  EXTRA("extra", Kind.DEFECT);

  private final String label;
  private final Kind kind;

  /** Meanings for the promise. */
  public enum Kind {
    /** The version counts as examined. */
    PASS,
    /** The version was not proven, and nothing is known against it. */
    OPEN,
    /** A person must look at it. */
    DEFECT
  }

  FixityCondition(String label, Kind kind) {
    this.label = label;
    this.kind = kind;
  }

  /** Returns the name in results, reports and rules. */
  public String label() {
    return label;
  }

  /** Returns the meaning for the promise. */
  public Kind kind() {
    return kind;
  }

  /** Returns true when a person must look at it. */
  public boolean isDefect() {
    return kind == Kind.DEFECT;
  }

  /** Returns the condition with a name; empty when it is unknown. */
  public static Optional<FixityCondition> ofLabel(String label) {
    return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
  }
}
