package dev.waybill.why;

import java.util.List;
import java.util.Locale;

/**
 * Verdict about the custody of an object.
 *
 * @param custody the state of custody
 * @param sentence one paragraph
 * @param reasons the facts that decide, the most severe one first
 */
public record StoryVerdict(Custody custody, String sentence, List<String> reasons) {
  public StoryVerdict {
    reasons = List.copyOf(reasons);
  }

  /** Returns true when custody is whole. */
  public boolean isWhole() {
    return custody == Custody.WHOLE;
  }

  /** State of custody, the most severe one first. */
  public enum Custody {
    /** Other bytes are in its place, or the record is not the sealed one. */
    ALTERED,
    /** Sealed bytes are nowhere any more. */
    GONE,
    /** A delete marker hides the sealed object. */
    HIDDEN,
    /** There is an object without a record. */
    UNSEALED,
    /** A source that decides could not be asked. */
    UNKNOWN,
    /** The object is, or was until its lawful end, as it was sealed. */
    WHOLE;

    /** Returns the name as it is shown. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
