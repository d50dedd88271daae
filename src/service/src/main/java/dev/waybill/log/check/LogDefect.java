package dev.waybill.log.check;

/**
 * Defect of the log.
 *
 * @param kind kind of the defect
 * @param key key of the object in the provenance bucket that has it
 * @param detail what was found, one line
 */
public record LogDefect(LogDefectKind kind, String key, String detail) {
  /** Returns true when both are the same defect of the same object. */
  boolean isSameAs(LogDefect other) {
    return kind == other.kind && key.equals(other.key);
  }
}
