package dev.waybill.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks of the scopes of custody against each other: an object arrives in one scope only, and
 * nothing that is promoted arrives again.
 */
final class ScopeChecks {
  private ScopeChecks() {}

  /**
   * @throws InvalidSettingException with the setting of the later scope
   */
  static void check(List<RawSettings> scopes) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < scopes.size(); i++) {
      RawSettings scope = scopes.get(i);
      InvalidSettingException.unless(
          names.add(scope.name()), scope.key("bucket"), "must have a scope's name of its own");
      for (RawSettings earlier : scopes.subList(0, i)) {
        checkPair(scope, earlier);
      }
    }
    InvalidSettingException.unless(
        scopes.size() <= ScopeDeclarations.MAX_SCOPES + 1,
        scopes.get(scopes.size() - 1).key("bucket"),
        "must be one of at most "
            + ScopeDeclarations.MAX_SCOPES
            + " further scopes; give the others a deployment of their own");
  }

  private static void checkPair(RawSettings scope, RawSettings earlier) {
    requireApart(
        source(scope),
        source(earlier),
        "because each object belongs to one scope; set another prefix or another "
            + scope.key("bucket"));
    requireApart(
        destination(scope),
        source(earlier),
        "because promoted objects would arrive in the scope " + earlier.name() + " again");
    requireApart(
        source(scope),
        destination(earlier),
        "because the objects that the scope "
            + earlier.name()
            + " promotes would arrive again; set another prefix");
    requireApart(
        destination(scope),
        destination(earlier),
        "because objects of both scopes could have the same destination; set a prefix for each");
  }

  private static Place source(RawSettings scope) {
    return new Place(scope.key("incoming"), scope.bucket(), scope.incoming());
  }

  private static Place destination(RawSettings scope) {
    return new Place(scope.key("processed"), scope.destinationBucket(), scope.processed());
  }

  private static void requireApart(Place place, Place other, String reason) {
    InvalidSettingException.unless(
        !place.bucket.equals(other.bucket)
            || (!place.prefix.startsWith(other.prefix) && !other.prefix.startsWith(place.prefix)),
        place.setting,
        "must neither lie within nor contain "
            + other.setting
            + " (s3://"
            + other.bucket
            + "/"
            + other.prefix
            + "), as s3://"
            + place.bucket
            + "/"
            + place.prefix
            + " does, "
            + reason);
  }

  /** Prefix of a bucket, with the setting that names it. */
  private record Place(String setting, String bucket, String prefix) {}
}
