package dev.waybill.settings;

/**
 * Text that must not be shown.
 *
 * @param reveal the text itself, for the code that uses it
 */
public record Secret(String reveal) {
  @Override
  public String toString() {
    return "***";
  }
}
