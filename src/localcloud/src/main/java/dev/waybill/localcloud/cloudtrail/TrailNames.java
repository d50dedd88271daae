package dev.waybill.localcloud.cloudtrail;

import dev.waybill.localcloud.service.JsonCall;
import java.util.regex.Pattern;

/**
 * How trails are named.
 *
 * @param arnPrefix what ARNs of this account and region begin with
 */
record TrailNames(String arnPrefix) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([._-]?[A-Za-z0-9])*[._-]?");
  private static final int SHORTEST = 3;
  private static final int LONGEST = 128;

  static TrailNames of(String account, String region) {
    return new TrailNames("arn:aws:cloudtrail:" + region + ":" + account + ":trail/");
  }

  String arn(String name) {
    return arnPrefix + name;
  }

  /** A name for a new trail; InvalidTrailNameException when it is none. */
  static String required(JsonCall call) {
    String name = call.optional("Name").orElse("");
    if (name.length() < SHORTEST || name.length() > LONGEST || !NAME.matcher(name).matches()) {
      throw TrailRefusal.NAME.because(
          "Trail name must have "
              + SHORTEST
              + " to "
              + LONGEST
              + " letters, digits, periods, underscores and dashes, begin with a letter or digit"
              + " and have no two marks side by side");
    }
    return name;
  }

  /** The trail that a call means by name or ARN; TrailNotFoundException when there is none. */
  TrailDefinition existing(Trails trails, String nameOrArn) {
    TrailDefinition trail = trails.get(name(nameOrArn));
    if (trail == null) {
      throw TrailRefusal.TRAIL_NOT_FOUND.because("Unknown trail: " + nameOrArn);
    }
    return trail;
  }

  private String name(String nameOrArn) {
    if (!nameOrArn.startsWith("arn:")) {
      return nameOrArn;
    }
    if (!nameOrArn.contains(":trail/")) {
      throw TrailRefusal.ARN_INVALID.because(nameOrArn + " is no trail's ARN");
    }
    // The ARN of another account or region stays as it is, and names nothing here.
    return nameOrArn.startsWith(arnPrefix) ? nameOrArn.substring(arnPrefix.length()) : nameOrArn;
  }
}
