package dev.waybill.baseline.control;

import java.util.List;

/**
 * State of a control, as read from AWS.
 *
 * @param holds true when the state is the desired state
 * @param is present state, as text for operators
 * @param should desired state, in the same words
 */
public record ControlState(boolean holds, String is, String should) {
  /** Returns a state that holds when both texts are equal. */
  public static ControlState of(String is, String should) {
    return new ControlState(is.equals(should), is, should);
  }

  /**
   * Returns the state of a set of named items, such as statements or rules.
   *
   * @param wanted names of the desired items
   * @param differing names of the items that are missing, different or unwanted
   */
  static ControlState named(List<String> wanted, List<String> differing) {
    String should = String.join(", ", wanted);
    return differing.isEmpty()
        ? new ControlState(true, should, should)
        : new ControlState(false, "missing or different: " + String.join(", ", differing), should);
  }

  /** Returns the state of a resource that does not exist. */
  public static ControlState absent(String should) {
    return new ControlState(false, "absent", should);
  }
}
