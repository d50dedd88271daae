package dev.waybill.baseline;

import java.util.Set;

/** Failure of a command that names a control which does not exist. */
public final class UnknownControlException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnknownControlException(Set<String> ids) {
    super(
        "no such control: "
            + String.join(", ", ids)
            + "; waybill baseline check lists the controls");
  }
}
