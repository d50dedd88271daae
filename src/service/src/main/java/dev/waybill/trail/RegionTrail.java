package dev.waybill.trail;

/**
 * Files of a trail in one account and region.
 *
 * @param root prefix of the account's files, such as {@code AWSLogs/123456789012/}
 */
public record RegionTrail(String root, String account, String region) {
  /** Returns the prefix of the digests of a day, {@code yyyy/MM/dd}. */
  public String digests(String day) {
    return root + "CloudTrail-Digest/" + region + "/" + day + "/";
  }

  /** Returns the prefix of all log files. */
  public String logs() {
    return root + "CloudTrail/" + region + "/";
  }

  /** Returns the prefix of the log files of a day. */
  public String logs(String day) {
    return logs() + day + "/";
  }
}
