package dev.waybill.fixity.examine;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.examine.VersionExamination.Place;
import dev.waybill.record.object.ObjectVersion;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Search for a sealed version that is not the current object of its destination. */
final class VersionSearch {
  /** Limit for the versions of one key that are looked at. */
  private static final int MAX_VERSIONS = 1000;

  private final ObjectReads reads;
  private final VersionExamination examination;
  private final VersionRelations relations;
  private final SealedObject sealed;

  /** Kinds of what lies above the version that is looked for. */
  private enum Top {
    NOTHING,
    MARKER,
    UNSEALED,
    OLDER
  }

  /**
   * Result of looking through the versions of the destination.
   *
   * @param top the current object or marker, when it is not ours and not newer
   * @param ours our copy; null when it was not reached
   * @param isSuperseded true when a newer sealed version lies above
   */
  private record Destination(Top top, @Nullable ListedKeyVersion ours, boolean isSuperseded) {}

  VersionSearch(
      ObjectReads reads,
      VersionExamination examination,
      VersionRelations relations,
      SealedObject sealed) {
    this.reads = reads;
    this.examination = examination;
    this.relations = relations;
    this.sealed = sealed;
  }

  /** Returns the finding about a version with a destination. */
  ObjectFinding find(String destination) throws InterruptedException {
    List<ListedKeyVersion> versions =
        reads.versions(sealed.bucket(destination), destination, MAX_VERSIONS);
    Destination there = walk(destination, versions);
    if (there.isSuperseded()) {
      return superseded(destination, versions);
    }
    ListedKeyVersion ours = there.ours();
    return ours == null || (there.top() == Top.OLDER && mayWait(ours))
        ? unplaced(there)
        : below(destination, ours, there.top());
  }

  /**
   * Returns true when the version is still where it arrived, and the copy was there before it was
   * sealed: the copy is that of an earlier version with the same bytes.
   */
  private boolean mayWait(ListedKeyVersion copy) {
    ObjectVersion version = sealed.entry().version();
    return copy.lastModified().isBefore(sealed.entry().sealedAt().truncatedTo(ChronoUnit.SECONDS))
        && reads.head(version.bucket(), version.key(), version.versionId()).isPresent();
  }

  /**
   * Returns the finding about an intact version that is superseded, when the current object has its
   * bytes and lies above the newer version; empty otherwise.
   */
  Optional<ObjectFinding> ownCopy(String destination) throws InterruptedException {
    List<ListedKeyVersion> below =
        reads.versions(sealed.bucket(destination), destination, MAX_VERSIONS).stream()
            .skip(1)
            .toList();
    for (ListedKeyVersion version : below) {
      if (!version.isMarker()
          && relations.of(destination, version).filter(VersionRelation.NEWER::equals).isPresent()) {
        return Optional.of(superseded(destination, below))
            .filter(it -> it.condition() == FixityCondition.INTACT);
      }
    }
    return Optional.empty();
  }

  private Destination walk(String key, List<ListedKeyVersion> versions)
      throws InterruptedException {
    Top top = null;
    for (ListedKeyVersion version : versions) {
      Optional<VersionRelation> relation =
          version.isMarker() ? Optional.empty() : relations.of(key, version);
      if (relation.isEmpty()) {
        top = top == null && version.isMarker() ? Top.MARKER : top;
        continue;
      }
      switch (relation.get()) {
        case OURS -> {
          return new Destination(top == null ? Top.NOTHING : top, version, false);
        }
        case NEWER, EITHER -> {
          return new Destination(Top.NOTHING, null, true);
        }
        case OLDER -> top = top == null ? Top.OLDER : top;
        case UNSEALED -> top = top == null ? Top.UNSEALED : top;
      }
    }
    return new Destination(top == null ? Top.NOTHING : top, null, false);
  }

  private ObjectFinding below(String key, ListedKeyVersion ours, Top top)
      throws InterruptedException {
    return switch (top) {
      case NOTHING ->
          examination
              .at(new Place(key, ours.versionId(), true))
              .orElseGet(() -> ObjectFinding.none(FixityCondition.GONE, "its copy was removed"));
      case MARKER -> lies(FixityCondition.HIDDEN, ours, "a delete marker lies above its copy");
      case UNSEALED ->
          lies(
              FixityCondition.SHADOWED,
              ours,
              "an object that no record states lies above its copy");
      case OLDER -> lies(FixityCondition.ROLLED_BACK, ours, "an older version lies above its copy");
    };
  }

  private static ObjectFinding lies(
      FixityCondition condition, ListedKeyVersion ours, String detail) {
    return new ObjectFinding(condition, Rung.ATTESTED, ours.versionId(), null, detail);
  }

  /** A superseded version stays where it arrived, or is a noncurrent version of the destination. */
  private ObjectFinding superseded(String key, List<ListedKeyVersion> versions)
      throws InterruptedException {
    Optional<ObjectFinding> source = source();
    if (source.isPresent()) {
      return source.get();
    }
    for (ListedKeyVersion version : nearest(versions)) {
      if (relations.mayBeOurs(key, version)) {
        Optional<ObjectFinding> copy = examination.at(new Place(key, version.versionId(), true));
        if (copy.isPresent()) {
          return copy.get();
        }
      }
    }
    return ObjectFinding.none(
        FixityCondition.GONE, "neither the superseded version nor a copy exists");
  }

  /** Returns the versions of the sealed size, that which was written about the seal first. */
  private List<ListedKeyVersion> nearest(List<ListedKeyVersion> versions) {
    return versions.stream()
        .filter(it -> !it.isMarker() && it.size() == sealed.entry().size())
        .sorted(
            Comparator.comparing(
                it -> Duration.between(sealed.entry().sealedAt(), it.lastModified()).abs()))
        .toList();
  }

  /** Returns the finding when no version at the destination is ours. */
  private ObjectFinding unplaced(Destination there) throws InterruptedException {
    ObjectVersion version = sealed.entry().version();
    Optional<ObjectState> waits = reads.head(version.bucket(), version.key(), version.versionId());
    if (waits.isPresent() && sealed.isYoung()) {
      return ObjectFinding.attested(
          FixityCondition.IN_FLIGHT,
          waits.get(),
          "sealed less than an hour ago, and not yet promoted");
    }
    Optional<ObjectFinding> source = waits.isPresent() ? source() : Optional.empty();
    if (source.isPresent()) {
      return there.top() == Top.UNSEALED && !source.get().condition().isDefect()
          ? new ObjectFinding(
              FixityCondition.SHADOWED,
              source.get().rung(),
              source.get().versionId(),
              source.get().eTag(),
              "an object that no record states has its place, and it waits where it arrived")
          : source.get();
    }
    return there.top() == Top.UNSEALED
        ? ObjectFinding.none(
            FixityCondition.REPLACED,
            "no record states the object in its place, and no version is ours")
        : ObjectFinding.none(FixityCondition.GONE, "neither the version nor a copy exists");
  }

  /**
   * Returns the finding about what lies above the version where it arrived.
   *
   * @param source the finding about the version itself
   * @param within time after the version was written, from which on something may lie there
   * @return empty when the version is the current one, or something may lie above it
   */
  Optional<ObjectFinding> cover(ObjectFinding source, Duration within) {
    ObjectVersion version = sealed.entry().version();
    List<ListedKeyVersion> versions = reads.versions(version.bucket(), version.key(), MAX_VERSIONS);
    Optional<ListedKeyVersion> ours =
        versions.stream().filter(it -> it.versionId().equals(version.versionId())).findFirst();
    if (ours.isEmpty() || ours.get().equals(versions.get(0))) {
      return Optional.empty();
    }
    ListedKeyVersion top = versions.get(0);
    return top.lastModified().isBefore(ours.get().lastModified().plus(within))
        ? Optional.of(
            new ObjectFinding(
                top.isMarker() ? FixityCondition.HIDDEN : FixityCondition.SHADOWED,
                source.rung(),
                source.versionId(),
                source.eTag(),
                top.isMarker()
                    ? "a delete marker lies above it"
                    : "a version that was written later lies above it"))
        : Optional.empty();
  }

  /** Examines the version where it arrived; empty when it does not exist any more. */
  Optional<ObjectFinding> source() throws InterruptedException {
    ObjectVersion version = sealed.entry().version();
    return examination.at(new Place(version.key(), version.versionId(), false));
  }
}
