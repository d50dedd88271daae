package dev.waybill.settings;

import java.util.List;

/**
 * Who says what is sealed of an object.
 *
 * @param byServer {@code waybill.digest.mode}: whether S3's own SHA-256 is sealed unread, instead
 *     of one of the bytes read that S3's of the copy has to equal
 * @param prefixes {@code waybill.digest.server-prefixes}: the keys this is true of; empty for all
 */
public record DigestSettings(boolean byServer, List<String> prefixes) {
  private static final String ALL = "all";

  /**
   * @throws IllegalArgumentException when a prefix says nothing that another does not say
   */
  public DigestSettings {
    prefixes = List.copyOf(prefixes);
    InvalidSettingException.unless(
        areApart(prefixes), Keys.DIGEST_PREFIXES.name(), "must name no prefix within another");
  }

  private static boolean areApart(List<String> prefixes) {
    return prefixes.stream()
        .allMatch(one -> prefixes.stream().filter(one::startsWith).count() == 1);
  }

  /** Whether S3's own digest is to be sealed of this key. */
  public boolean isByServer(String key) {
    return byServer && (prefixes.isEmpty() || prefixes.stream().anyMatch(key::startsWith));
  }

  /** A prefix of which nothing is taken into custody is a mistake. */
  void requireUnder(RawSettings raw) {
    InvalidSettingException.unless(
        prefixes.stream()
            .allMatch(it -> it.startsWith(raw.incoming()) || it.startsWith(raw.test())),
        Keys.DIGEST_PREFIXES.name(),
        "must name prefixes that begin with waybill.raw.incoming ("
            + raw.incoming()
            + ") or waybill.raw.test ("
            + raw.test()
            + ")");
  }

  static List<String> prefixes(String text) {
    if (text.equals(ALL)) {
      return List.of();
    }
    List<String> prefixes = List.of(text.split(",", -1)).stream().map(String::strip).toList();
    if (prefixes.contains("")) {
      throw new IllegalArgumentException("all, or key prefixes with a comma between each two");
    }
    return prefixes;
  }
}
