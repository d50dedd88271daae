package dev.waybill.record.log;

/** Names of the keys of notes (C2SP signed-note). */
final class KeyName {
  private KeyName() {}

  /**
   * Returns true when a name is not empty and has neither spaces, control characters, plus nor
   * halves of surrogate pairs.
   */
  static boolean isValid(String name) {
    return !name.isEmpty()
        && name.codePoints()
            .noneMatch(
                it ->
                    it == '+'
                        || Character.isWhitespace(it)
                        || Character.isSpaceChar(it)
                        || Character.isISOControl(it)
                        || Character.getType(it) == Character.SURROGATE);
  }
}
