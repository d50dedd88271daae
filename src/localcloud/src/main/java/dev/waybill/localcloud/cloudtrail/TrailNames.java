package dev.waybill.localcloud.cloudtrail;

import dev.waybill.localcloud.service.JsonCall;
import java.util.regex.Pattern;

/**
 * Names and ARNs of trails.
 *
 * @param arnPrefix the common start of the trail ARNs of this account and region
 */
record TrailNames(String arnPrefix) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([._-]?[A-Za-z0-9])*[._-]?");
  private static final int MIN_LENGTH = 3;
  private static final int MAX_LENGTH = 128;

  static TrailNames of(String account, String region) {
    return new TrailNames("arn:aws:cloudtrail:" + region + ":" + account + ":trail/");
  }

  String arn(String name) {
    return arnPrefix + name;
  }

  /**
   * Returns the valid name that a call gives a new trail.
   *
   * @throws dev.waybill.localcloud.service.JsonError InvalidTrailNameException
   */
  static String requireValid(JsonCall call) {
    String name = call.optional("Name").orElse("");
    if (name.length() < MIN_LENGTH || name.length() > MAX_LENGTH || !NAME.matcher(name).matches()) {
      throw TrailErrorCode.NAME.error(
          "Trail name must have "
              + MIN_LENGTH
              + " to "
              + MAX_LENGTH
              + " letters, digits, periods, underscores and dashes, begin with a letter or digit,"
              + " and have no two adjacent punctuation marks");
    }
    return name;
  }

  /**
   * Returns the trail with a name or ARN.
   *
   * @throws dev.waybill.localcloud.service.JsonError TrailNotFoundException
   */
  TrailDefinition existing(Trails trails, String nameOrArn) {
    TrailDefinition trail = trails.get(name(nameOrArn));
    if (trail == null) {
      throw TrailErrorCode.TRAIL_NOT_FOUND.error("Unknown trail: " + nameOrArn);
    }
    return trail;
  }

  private String name(String nameOrArn) {
    if (!nameOrArn.startsWith("arn:")) {
      return nameOrArn;
    }
    if (!nameOrArn.contains(":trail/")) {
      throw TrailErrorCode.ARN_INVALID.error(nameOrArn + " is not the ARN of a trail");
    }
    // The ARN of another account or region is not shortened, so that no trail is found for it.
    return nameOrArn.startsWith(arnPrefix) ? nameOrArn.substring(arnPrefix.length()) : nameOrArn;
  }
}
