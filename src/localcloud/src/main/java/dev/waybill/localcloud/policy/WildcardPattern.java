package dev.waybill.localcloud.policy;

/**
 * Matching with IAM's wildcards: an asterisk matches any characters, a question mark matches one.
 */
final class WildcardPattern {
  private WildcardPattern() {}

  /**
   * Returns whether the whole text matches. Takes time linear in both lengths for each asterisk.
   */
  static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int mark = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** Returns whether an ARN matches, comparing each of its six parts separately. */
  static boolean matchesArn(String pattern, String text) {
    String[] patterns = pattern.split(":", 6);
    String[] parts = text.split(":", 6);
    if (patterns.length != 6 || parts.length != 6) {
      return pattern.equals("*");
    }
    for (int i = 0; i < 6; i++) {
      if (!matches(patterns[i], parts[i])) {
        return false;
      }
    }
    return true;
  }
}
