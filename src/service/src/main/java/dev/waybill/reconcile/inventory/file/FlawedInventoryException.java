package dev.waybill.reconcile.inventory.file;

import java.io.IOException;

/** Report that is not a complete source, with the reason. */
public final class FlawedInventoryException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_SHOWN = 200;

  private final InventoryFlaw flaw;

  /**
   * @param sentence the details, in which every untrusted text is {@link #shown}
   */
  public FlawedInventoryException(InventoryFlaw flaw, String sentence) {
    super(flaw.label() + ": " + sentence);
    this.flaw = flaw;
  }

  /** Returns the kind of reason. */
  public InventoryFlaw flaw() {
    return flaw;
  }

  /** Returns untrusted text for a message: printable ASCII only, and cut when it is too long. */
  public static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.chars()
        .limit(MAX_SHOWN)
        .forEach(it -> shown.append(it < ' ' || it > '~' ? '?' : (char) it));
    return text.length() > MAX_SHOWN ? shown.append("...").toString() : shown.toString();
  }
}
