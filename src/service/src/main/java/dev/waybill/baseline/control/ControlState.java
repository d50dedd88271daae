package dev.waybill.baseline.control;

import java.util.List;

/**
 * State of a control, as read from AWS.
 *
 * @param holds true when the state is the desired state
 * @param is present state, as text for operators
 * @param should desired state, in the same words
 * @param takes what the fix takes away from others, for operators; empty for nothing
 */
public record ControlState(boolean holds, String is, String should, String takes) {
  /** Creates the state of a resource whose fix takes nothing away from others. */
  public ControlState(boolean holds, String is, String should) {
    this(holds, is, should, "");
  }

  /** Returns this state with what the fix takes away from others. */
  ControlState taking(String what) {
    return new ControlState(holds, is, should, what);
  }

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
