package dev.waybill.why.tell;

import dev.waybill.deadletter.DeadLetter;
import java.util.List;

/** Comparison of dead letters with an object. The texts of a letter are untrusted. */
final class LetterMatch {
  private static final String VERSION = "?versionId=";

  private LetterMatch() {}

  /** Returns true when a letter names a version of one of the addresses. */
  static boolean isAbout(DeadLetter letter, List<String> addresses) {
    String uri = letter.version();
    if (uri == null) {
      return false;
    }
    int end = uri.indexOf(VERSION);
    return addresses.contains(end < 0 ? uri : uri.substring(0, end));
  }

  /** Returns the version id that a letter names; empty for none. */
  static String versionId(DeadLetter letter) {
    String uri = letter.version();
    int at = uri == null ? -1 : uri.indexOf(VERSION);
    return uri == null || at < 0 ? "" : uri.substring(at + VERSION.length());
  }
}
