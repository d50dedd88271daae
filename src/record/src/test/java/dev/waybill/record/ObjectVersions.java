package dev.waybill.record;

import dev.waybill.record.object.ObjectVersion;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Versions with any key that S3 allows, the awkward ones often. */
final class ObjectVersions {
  private static final int LONGEST_KEY = 1024;

  private ObjectVersions() {}

  static Arbitrary<ObjectVersion> any() {
    return Combinators.combine(buckets(), keys(), versionIds()).as(ObjectVersion::new);
  }

  static Arbitrary<String> keys() {
    return Arbitraries.oneOf(awkward(), alike(), longest(), unicode())
        .filter(ObjectVersions::isLegalLength);
  }

  private static Arbitrary<String> buckets() {
    return Arbitraries.of("raw", "raw.a", "raw-a", "a", "b", "records");
  }

  private static Arbitrary<String> versionIds() {
    return Arbitraries.oneOf(
        Arbitraries.of("null", ".", "..", "!", "a/b", "${x}", "\n", "a b", "é", "v".repeat(201)),
        alike(),
        Arbitraries.strings().alpha().numeric().withChars("._-").ofMinLength(1).ofMaxLength(200));
  }

  /** Short texts over few pieces: what a careless encoding makes equal meets often. */
  private static Arbitrary<String> alike() {
    return Arbitraries.of("a", "b", "/", "%2F", "%", "+", " ", "%20", "A", "_", "-", "\n")
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(pieces -> String.join("", pieces));
  }

  private static Arbitrary<String> awkward() {
    return Arbitraries.of(
            "${sysenv.HOME}",
            "#{x}",
            "{{x}}",
            "../",
            "/",
            "//",
            "%00",
            "+",
            "\"",
            "'",
            "\\",
            "\r\n",
            "\u0000",
            "\u001b[2J",
            "\u202e",
            "\u2028",
            "e\u0301",
            "\u00e9",
            "\uD83D\uDE00",
            "incoming/")
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces));
  }

  /** 1024 bytes of what grows most when it is escaped. */
  private static Arbitrary<String> longest() {
    return Arbitraries.of("\u0000", "%", "\uD83D\uDE00", "é", "\"", "/")
        .map(piece -> piece.repeat(LONGEST_KEY / piece.getBytes(StandardCharsets.UTF_8).length));
  }

  private static Arbitrary<String> unicode() {
    return Arbitraries.strings()
        .all()
        .ofMinLength(1)
        .ofMaxLength(LONGEST_KEY / 3)
        .map(ObjectVersions::withoutHalfPairs);
  }

  private static String withoutHalfPairs(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static boolean isLegalLength(String key) {
    int bytes = key.getBytes(StandardCharsets.UTF_8).length;
    return bytes >= 1 && bytes <= LONGEST_KEY;
  }
}
