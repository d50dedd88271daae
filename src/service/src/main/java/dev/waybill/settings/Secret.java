package dev.waybill.settings;

/**
 * Text that must not be shown.
 *
 * @param reveal the text itself; only whoever uses it asks for it
 */
public record Secret(String reveal) {
  @Override
  public String toString() {
    return "***";
  }
}
