package dev.waybill.cli;

import dev.waybill.record.object.PercentEncoding;
import dev.waybill.record.offline.CommandLineText;
import dev.waybill.verify.S3Address;
import java.util.List;
import java.util.Optional;

/** Check for arguments in which the locale lost characters, so that they name something else. */
final class LostCharacters {
  private LostCharacters() {}

  /**
   * Returns the problem of the first such argument, with its percent-encoded spelling.
   *
   * @param process the arguments as they were given
   */
  static Optional<String> problem(List<String> arguments, CommandLineText process) {
    return CommandLineText.firstLossy(arguments)
        .map(
            lossy ->
                "the locale cannot represent the argument "
                    + lossy
                    + "; set LC_ALL=C.UTF-8"
                    + spelling(lossy, process));
  }

  private static String spelling(String lossy, CommandLineText process) {
    if (!S3Address.looksLikeOne(lossy)) {
      return "";
    }
    return process
        .original(lossy)
        .map(original -> ", or write " + encoded(original))
        .orElse(", or write the key percent-encoded in UTF-8, \u00e9 as %C3%A9");
  }

  private static String encoded(String original) {
    try {
      S3Address address = S3Address.parse(original);
      String version = address.versionId();
      return "s3://"
          + address.bucket()
          + "/"
          + PercentEncoding.path(address.key())
          + (version == null ? "" : "?versionId=" + PercentEncoding.component(version));
    } catch (IllegalArgumentException e) {
      return "it percent-encoded in UTF-8";
    }
  }
}
