package dev.waybill.baseline.control;

/**
 * What a control was found to be.
 *
 * @param holds whether that is as it should be
 * @param is what it is, for a person
 * @param should what it should be, in the same words
 */
public record Reading(boolean holds, String is, String should) {
  public static Reading of(String is, String should) {
    return new Reading(is.equals(should), is, should);
  }

  public static Reading absent(String should) {
    return new Reading(false, "absent", should);
  }
}
