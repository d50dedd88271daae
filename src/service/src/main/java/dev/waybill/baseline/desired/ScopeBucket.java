package dev.waybill.baseline.desired;

import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Bucket of one or more scopes of custody: objects arrive in it, are promoted to it, or both.
 *
 * @param id prefix of the ids of its controls: {@code raw}, or {@code raw-} and the name of the
 *     first scope that names it
 * @param name name of the bucket
 * @param scopes all scopes of the deployment
 */
public record ScopeBucket(String id, String name, CustodyScopes scopes) {
  /** Prefix of the ids of controls of every such bucket. */
  public static final String RAW = "raw";

  /** Returns the buckets of all scopes, that of {@code waybill.raw} first. */
  static List<ScopeBucket> all(CustodyScopes scopes) {
    List<ScopeBucket> buckets = new ArrayList<>();
    for (RawSettings scope : scopes.all()) {
      String id = scope.equals(scopes.first()) ? RAW : RAW + "-" + scope.name();
      add(buckets, id, scope.bucket(), scopes);
      add(buckets, id + "-destination", scope.destinationBucket(), scopes);
    }
    return List.copyOf(buckets);
  }

  private static void add(List<ScopeBucket> buckets, String id, String name, CustodyScopes scopes) {
    if (buckets.stream().noneMatch(it -> it.name().equals(name))) {
      buckets.add(new ScopeBucket(id, name, scopes));
    }
  }

  /** Returns the scopes whose objects arrive in the bucket. */
  List<RawSettings> arriving() {
    return scopes.all().stream().filter(it -> it.bucket().equals(name)).toList();
  }

  /** Returns the scopes whose objects are promoted to the bucket. */
  List<RawSettings> promoted() {
    return scopes.all().stream().filter(it -> it.destinationBucket().equals(name)).toList();
  }

  /** Returns true when objects arrive in the bucket. */
  public boolean isSource() {
    return !arriving().isEmpty();
  }

  /** Returns true when promoted versions in the bucket get a retention. */
  boolean isLocked() {
    return promoted().stream().anyMatch(it -> it.retention() != null);
  }

  /**
   * Returns the prefixes whose new objects are notified to the queue; none when nothing arrives.
   */
  public List<String> notifiedPrefixes() {
    return isSource()
        ? Stream.concat(arriving().stream().map(RawSettings::incoming), test()).toList()
        : List.of();
  }

  /** Returns the prefixes that a person who uploads or downloads sees. */
  public List<String> prefixes() {
    return Stream.of(
            arriving().stream().map(RawSettings::incoming),
            promoted().stream().map(RawSettings::processed),
            test())
        .flatMap(it -> it)
        .toList();
  }

  private Stream<String> test() {
    return isSource() ? Stream.of(scopes.first().test()) : Stream.empty();
  }
}
