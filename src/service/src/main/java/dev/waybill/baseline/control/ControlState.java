package dev.waybill.baseline.control;

import java.util.List;

/**
 * State of a control, as read from AWS.
 *
 * @param holds whether that is as it should be
 * @param is what it is, for a person
 * @param should what it should be, in the same words
 */
public record ControlState(boolean holds, String is, String should) {
  public static ControlState of(String is, String should) {
    return new ControlState(is.equals(should), is, should);
  }

  /**
   * Things that are known by their names.
   *
   * @param wanted those that should be there
   * @param differing those that are not, are otherwise, or should not be
   */
  static ControlState named(List<String> wanted, List<String> differing) {
    String should = String.join(", ", wanted);
    return differing.isEmpty()
        ? new ControlState(true, should, should)
        : new ControlState(false, "not there or other: " + String.join(", ", differing), should);
  }

  public static ControlState absent(String should) {
    return new ControlState(false, "absent", should);
  }
}
