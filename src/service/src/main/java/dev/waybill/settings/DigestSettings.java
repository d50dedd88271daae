package dev.waybill.settings;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Source of the digests that are sealed.
 *
 * @param byServer true to seal the SHA-256 that S3 states, without reading the object; false to
 *     hash the bytes and compare the hash with the SHA-256 that S3 computes of the copy
 * @param prefixes keys to which {@code byServer} applies; empty for all keys
 * @param chunks objects whose records state digests of chunks, as far as Waybill reads them
 */
public record DigestSettings(boolean byServer, List<String> prefixes, ChunkSettings chunks) {
  private static final String ALL = "all";

  /** Type of a list of prefixes; {@code all} is the empty list. */
  static final SettingType<List<String>> PREFIXES =
      new SettingType<>(
          "all, or key prefixes separated by commas",
          "",
          DigestSettings::parse,
          prefixes -> !prefixes.contains(""));

  /**
   * @throws IllegalArgumentException when a prefix lies within another
   */
  public DigestSettings {
    prefixes = List.copyOf(prefixes);
    InvalidSettingException.unless(
        areDisjoint(prefixes),
        ProcessingDeclarations.DIGEST_PREFIXES.key(),
        "must name no prefix within another");
  }

  private static boolean areDisjoint(List<String> prefixes) {
    return prefixes.stream()
        .allMatch(one -> prefixes.stream().filter(one::startsWith).count() == 1);
  }

  private static List<String> parse(String text) {
    Stream<String> prefixes = Arrays.stream(text.split(",", -1)).map(String::strip);
    return text.equals(ALL) ? List.of() : prefixes.toList();
  }

  /** Returns true when the digest that S3 states is sealed for this key. */
  public boolean isByServer(String key) {
    return byServer && (prefixes.isEmpty() || prefixes.stream().anyMatch(key::startsWith));
  }

  /**
   * Checks that each prefix can hold objects that are sealed.
   *
   * @throws IllegalArgumentException when a prefix is outside of the incoming and the test prefix
   */
  void requireUnder(RawSettings raw) {
    InvalidSettingException.unless(
        prefixes.stream()
            .allMatch(it -> it.startsWith(raw.incoming()) || it.startsWith(raw.test())),
        ProcessingDeclarations.DIGEST_PREFIXES.key(),
        "must name prefixes that begin with waybill.raw.incoming ("
            + raw.incoming()
            + ") or waybill.raw.test ("
            + raw.test()
            + ")");
  }
}
