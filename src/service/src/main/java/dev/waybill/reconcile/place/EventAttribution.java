package dev.waybill.reconcile.place;

import dev.waybill.fixity.shape.JudgeTimes;
import dev.waybill.reconcile.row.EventRow;
import dev.waybill.record.object.ObjectVersion;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Attribution of events that state no version to the version that they must be about: one that was
 * written at their time and has no event of its own. For one thread.
 */
final class EventAttribution {
  /** Difference of the clock of an event and that of the write. */
  private static final Duration CLOCKS = Duration.ofSeconds(JudgeTimes.SAME_TIME);

  /** Time for which S3 keeps an upload in parts, whose begin dates the version. */
  private static final Duration UPLOAD = Duration.ofDays(7);

  private static final Duration SEALED_WITHIN = Duration.ofSeconds(JudgeTimes.PROMOTED_WITHIN);
  private static final Duration EVER = Duration.ofDays(365_000);

  private final Map<String, KeyTimes> keys = new HashMap<>();

  /**
   * Times of the versions of one key.
   *
   * @param written versions without an event of their creation
   * @param marked delete markers without an event of their own
   * @param sealed sealed versions that are not there, by the time of their seal
   * @param present all versions that are there
   * @param unversioned versions without an id of their own that are not there
   */
  private record KeyTimes(
      VersionTimes<VersionFacts> written,
      VersionTimes<VersionFacts> marked,
      VersionTimes<VersionFacts> sealed,
      VersionTimes<VersionFacts> present,
      VersionTimes<VersionFacts> unversioned) {
    KeyTimes() {
      this(
          new VersionTimes<>(),
          new VersionTimes<>(),
          new VersionTimes<>(),
          new VersionTimes<>(),
          new VersionTimes<>());
    }

    void add(VersionFacts version) {
      var there = version.there();
      if (there == null) {
        addGone(version);
      } else if (there.isDeleteMarker()) {
        if (version.events().marked().isEmpty()) {
          marked.add(there.lastModified(), version);
        }
      } else {
        present.add(there.lastModified(), version);
        if (version.events().created().isEmpty()) {
          written.add(there.lastModified(), version);
        }
      }
    }

    private void addGone(VersionFacts version) {
      var seal = version.seal();
      if (seal == null) {
        return;
      }
      if (version.events().created().isEmpty()) {
        sealed.add(seal.sealedAt(), version);
      }
      if (ObjectVersion.NULL_VERSION.equals(version.versionId())) {
        unversioned.add(seal.sealedAt(), version);
      }
    }
  }

  private EventAttribution() {}

  /** Attributes the events of a place. */
  static void attribute(PlaceFacts place) {
    if (place.unstated().isEmpty()) {
      return;
    }
    EventAttribution attribution = new EventAttribution();
    for (VersionFacts version : place.versions()) {
      attribution.keys.computeIfAbsent(version.key(), key -> new KeyTimes()).add(version);
    }
    place.unstated().forEach(it -> attribution.attribute(it, place));
  }

  private void attribute(EventRow event, PlaceFacts place) {
    KeyTimes times = keys.getOrDefault(event.key(), new KeyTimes());
    boolean isAttributed =
        switch (event.effect()) {
          case CREATED -> created(event, times).isPresent();
          case MARKED -> removed(event, times);
          default -> touched(event, times).isPresent();
        };
    if (!isAttributed) {
      place.addUnattributed(event);
    }
  }

  private static Optional<VersionFacts> created(EventRow event, KeyTimes times) {
    Duration before = event.name().equals("CompleteMultipartUpload") ? UPLOAD : CLOCKS;
    return times
        .written()
        .take(event.time(), before, CLOCKS)
        .or(() -> times.sealed().take(event.time(), CLOCKS, SEALED_WITHIN))
        .map(it -> add(it, event));
  }

  /** A delete without a version puts a marker, or removes the version that has no id. */
  private static boolean removed(EventRow event, KeyTimes times) {
    Optional<VersionFacts> marker = times.marked().take(event.time(), CLOCKS, CLOCKS);
    marker.ifPresent(it -> it.events().add(event));
    Optional<VersionFacts> unversioned =
        marker.isPresent()
            ? Optional.empty()
            : times.unversioned().take(event.time(), EVER, CLOCKS);
    unversioned.ifPresent(it -> it.events().addRemoval(event));
    return marker.isPresent() || unversioned.isPresent();
  }

  /** A change without a version concerns the newest version of its time. */
  private static Optional<VersionFacts> touched(EventRow event, KeyTimes times) {
    return times
        .present()
        .find(event.time(), EVER, Duration.ZERO)
        .or(() -> times.sealed().find(event.time(), EVER, Duration.ZERO))
        .map(it -> add(it, event));
  }

  private static VersionFacts add(VersionFacts version, EventRow event) {
    version.events().add(event);
    return version;
  }
}
