package dev.waybill.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All scopes of custody of a service. No key belongs to two of them.
 *
 * @param all the scopes, the one of {@code waybill.raw} first
 */
public record CustodyScopes(List<RawSettings> all) {
  /** Name of no scope, in metrics. */
  public static final String NO_SCOPE = ScopeDeclarations.NO_SCOPE;

  /**
   * @throws IllegalArgumentException when two scopes overlap
   */
  public CustodyScopes {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("at least one scope");
    }
    ScopeChecks.check(all);
  }

  /** Returns a single scope. */
  public static CustodyScopes of(RawSettings raw) {
    return new CustodyScopes(List.of(raw));
  }

  /** Returns the scope of {@code waybill.raw}. */
  public RawSettings first() {
    return all.get(0);
  }

  /** Returns true when there is one scope only. */
  public boolean isSingle() {
    return all.size() == 1;
  }

  /** Returns the scope in which an object arrives; empty outside of every scope. */
  public Optional<RawSettings> ofSource(String bucket, String key) {
    return longest(RawSettings::incoming, all.stream().filter(it -> it.isSource(bucket, key)));
  }

  /** Returns the scope whose promoted object this can be; empty when it is none. */
  public Optional<RawSettings> ofDestination(String bucket, String key) {
    return longest(
        RawSettings::processed, all.stream().filter(it -> it.isDestination(bucket, key)));
  }

  /** Returns the scope that an object belongs to, arriving or promoted. */
  public Optional<RawSettings> of(String bucket, String key) {
    return ofSource(bucket, key).or(() -> ofDestination(bucket, key));
  }

  private static Optional<RawSettings> longest(
      Function<RawSettings, String> prefix, Stream<RawSettings> scopes) {
    return scopes.max(Comparator.comparingInt(it -> prefix.apply(it).length()));
  }

  /** Returns true for a canary, whose prefix is the same in each bucket in which objects arrive. */
  public boolean isTest(String bucket, String key) {
    return hasSource(bucket) && key.startsWith(first().test());
  }

  /** Returns true when objects of a scope arrive in the bucket. */
  public boolean hasSource(String bucket) {
    return all.stream().anyMatch(it -> it.bucket().equals(bucket));
  }

  /** Returns true when objects of a scope arrive in the bucket or are promoted to it. */
  public boolean hasBucket(String bucket) {
    return buckets().contains(bucket);
  }

  /** Returns the buckets in which objects arrive. */
  public SortedSet<String> sourceBuckets() {
    return all.stream().map(RawSettings::bucket).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the buckets in which objects arrive or to which they are promoted. */
  public SortedSet<String> buckets() {
    return all.stream()
        .flatMap(it -> Stream.of(it.bucket(), it.destinationBucket()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the name of the scope that an object belongs to, or {@link #NO_SCOPE}. */
  public String nameOf(String bucket, String key) {
    return of(bucket, key).map(RawSettings::name).orElse(NO_SCOPE);
  }

  /** Returns the names of all scopes in their order. */
  public List<String> names() {
    return all.stream().map(RawSettings::name).toList();
  }
}
