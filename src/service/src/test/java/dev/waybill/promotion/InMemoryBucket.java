package dev.waybill.promotion;

import dev.waybill.record.object.ObjectVersion;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Versioned bucket in memory. A copy checks its conditions and takes effect in one step, as in S3;
 * tests can change the bucket between two calls.
 */
final class InMemoryBucket implements BucketObjects, ObjectCopier {
  /** Versions by key, oldest first; an empty one is a delete marker. */
  private final Map<String, List<Optional<BucketVersion>>> keys = new TreeMap<>();

  private final Deque<Runnable> beforeCopies = new ArrayDeque<>();
  private Runnable beforeCalls = InMemoryBucket::doNothing;
  private String reported = "";
  private int lookups;
  private int copies;
  private int ids;

  private static void doNothing() {}

  /** Runs an action before each call of a port. */
  void beforeEachCall(Runnable action) {
    beforeCalls = action;
  }

  /** Runs an action before the next copy that has no action yet. */
  void beforeNextCopy(Runnable action) {
    beforeCopies.add(action);
  }

  /** Reports this checksum of each copy, whatever its bytes are. */
  void reportChecksum(String checksum) {
    reported = checksum;
  }

  /** Returns the number of lookups of a destination. */
  int lookups() {
    return lookups;
  }

  /** Returns the number of copies that were requested. */
  int copies() {
    return copies;
  }

  synchronized void put(BucketVersion stored) {
    versions(stored.version().key()).add(Optional.of(stored));
  }

  synchronized void putDeleteMarker(String key) {
    versions(key).add(Optional.empty());
  }

  synchronized void delete(ObjectVersion version) {
    versions(version.key()).removeIf(it -> it.filter(is(version)).isPresent());
  }

  synchronized Optional<BucketVersion> find(ObjectVersion version) {
    return stored(version.key()).stream().filter(is(version)).findFirst();
  }

  /** Returns the current object of a key; empty when there is none. */
  synchronized Optional<BucketVersion> current(String key) {
    List<Optional<BucketVersion>> all = versions(key);
    return all.isEmpty() ? Optional.empty() : all.get(all.size() - 1);
  }

  private static Predicate<BucketVersion> is(ObjectVersion version) {
    return it -> it.version().equals(version);
  }

  private List<Optional<BucketVersion>> versions(String key) {
    return keys.computeIfAbsent(key, unused -> new ArrayList<>());
  }

  private List<BucketVersion> stored(String key) {
    return versions(key).stream().flatMap(Optional::stream).toList();
  }

  @Override
  public Optional<Occupant> occupant(Destination destination) {
    beforeCalls.run();
    lookups++;
    return current(destination.key()).map(BucketVersion::occupant);
  }

  @Override
  public boolean isInPlace(ObjectVersion version) {
    beforeCalls.run();
    Optional<BucketVersion> current = current(version.key());
    return current.isPresent()
        ? current.filter(is(version)).isPresent()
        : find(version).isPresent();
  }

  @Override
  public Map<String, String> tags(ObjectVersion version) {
    beforeCalls.run();
    return find(version)
        .map(it -> it.appearance().tags())
        .orElseThrow(() -> new IllegalStateException("the version does not exist: " + version));
  }

  @Override
  public Optional<String> eTag(ObjectVersion version) {
    beforeCalls.run();
    return find(version).map(BucketVersion::eTag);
  }

  @Override
  public Optional<PlacedVersion> withChecksum(
      Destination destination, String checksum, Instant written) {
    beforeCalls.run();
    return newest(destination.key(), checksum);
  }

  private synchronized Optional<PlacedVersion> newest(String key, String checksum) {
    return stored(key).stream()
        .filter(it -> it.checksum().equals(checksum))
        .reduce((older, newer) -> newer)
        .map(BucketVersion::placed);
  }

  @Override
  public List<KeyVersion> versions(String bucket, String key) {
    beforeCalls.run();
    return listed(key);
  }

  private synchronized List<KeyVersion> listed(String key) {
    List<KeyVersion> listed = new ArrayList<>();
    Optional<BucketVersion> current = current(key);
    for (BucketVersion stored : stored(key)) {
      boolean isCurrent = current.filter(stored::equals).isPresent();
      listed.add(0, new KeyVersion(stored.version().versionId(), stored.eTag(), isCurrent));
    }
    return listed;
  }

  @Override
  public Optional<PlacedVersion> below(ObjectVersion version) {
    beforeCalls.run();
    return stored(version.key()).stream()
        .takeWhile(Predicate.not(is(version)))
        .reduce((older, newer) -> newer)
        .map(BucketVersion::placed);
  }

  @Override
  public boolean hide(ObjectVersion current, String eTag) {
    beforeCalls.run();
    return hideAtOnce(current.key(), eTag);
  }

  private synchronized boolean hideAtOnce(String key, String eTag) {
    boolean isCurrent = current(key).filter(it -> it.eTag().equals(eTag)).isPresent();
    if (isCurrent) {
      putDeleteMarker(key);
    }
    return isCurrent;
  }

  @Override
  public Optional<CopyResult> copy(CopyPlan plan) {
    beforeCalls.run();
    Objects.requireNonNullElse(beforeCopies.poll(), InMemoryBucket::doNothing).run();
    return copyAtOnce(plan);
  }

  private synchronized Optional<CopyResult> copyAtOnce(CopyPlan plan) {
    copies++;
    BucketVersion source =
        find(plan.source())
            .orElseThrow(() -> new SourceGoneException(new IllegalStateException("NoSuchVersion")));
    String eTagThere = current(plan.destination().key()).map(BucketVersion::eTag).orElse(null);
    if (!source.eTag().equals(plan.eTag()) || !Objects.equals(eTagThere, plan.replacedETag())) {
      return Optional.empty();
    }
    BucketVersion copy = source.copy(plan, "copy-" + ++ids);
    put(copy);
    return Optional.of(
        new CopyResult(
            copy.version().versionId(),
            reported.isEmpty() ? copy.checksum() : reported,
            copy.parts() != null));
  }
}
