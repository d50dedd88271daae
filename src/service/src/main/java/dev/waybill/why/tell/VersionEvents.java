package dev.waybill.why.tell;

import dev.waybill.record.CustodyRecord;
import dev.waybill.record.log.Quantity;
import dev.waybill.why.StoryEvent.Kind;
import dev.waybill.why.source.ObjectSeal;
import dev.waybill.why.source.StoredKeyVersion;
import dev.waybill.why.source.StoryFacts;
import java.time.Instant;
import java.util.Optional;

/** Events of the versions and delete markers of an object's keys. */
final class VersionEvents {
  private static final String OBJECT = "object";

  private final StoryFacts facts;
  private final VersionNames names;
  private final EventList events;

  VersionEvents(StoryFacts facts, VersionNames names, EventList events) {
    this.facts = facts;
    this.names = names;
    this.events = events;
  }

  void tell() {
    facts.listing().versions().forEach(this::tell);
    facts.records().seals().stream().filter(it -> !isThere(it)).forEach(this::tellRemoved);
  }

  private boolean isThere(ObjectSeal seal) {
    return facts.listing().versions().stream().anyMatch(it -> StoryFacts.isSealed(it, seal));
  }

  private void tell(StoredKeyVersion version) {
    String name = names.of(version.key(), version.versionId());
    String address = names.address(version.key(), version.versionId());
    Instant time = version.lastModified();
    Optional<ObjectSeal> seal = seal(version);
    if (version.isMarker()) {
      events.add(
          time,
          Kind.DELETE_MARKER,
          name,
          "a delete marker was put on "
              + version.key()
              + (version.isCurrent() ? ", and is current" : ""),
          OBJECT,
          address);
    } else if (seal.isPresent() && !StoryFacts.isSealed(version, seal.get())) {
      events.add(time, Kind.PROMOTED, name, promoted(version, seal.get()), OBJECT, address);
    } else if (seal.isPresent()) {
      events.add(time, Kind.VERSION, name, landed(version.key(), version.size()), OBJECT, address);
    } else if (facts.isFailed(SourceNames.RECORDS) || isUnknown(version)) {
      events.add(time, Kind.VERSION, name, landed(version.key(), version.size()), OBJECT, address);
    } else {
      events.addDefect(
          time,
          Kind.VERSION,
          name,
          landed(version.key(), version.size())
              + "; no record states these bytes"
              + (version.isCurrent() ? ", and the version is current" : ""),
          OBJECT,
          address);
    }
  }

  private boolean isUnknown(StoredKeyVersion version) {
    return version.checksum() == null && version.key().equals(facts.keys().promoted());
  }

  private Optional<ObjectSeal> seal(StoredKeyVersion version) {
    return facts.records().seals().stream()
        .filter(it -> StoryFacts.isSealed(version, it) || facts.isCopy(version, it))
        .findFirst();
  }

  private static String landed(String key, long size) {
    return Quantity.of(size, "byte", "bytes") + " were written to " + key;
  }

  private String promoted(StoredKeyVersion version, ObjectSeal seal) {
    var sealed = seal.record().version();
    return "version "
        + names.of(sealed.key(), sealed.versionId())
        + " was copied to "
        + version.key()
        + (version.isCurrent() ? ", which is current" : "")
        + "; S3's SHA-256 of the copy is the sealed one";
  }

  /** Promotion removes the source, and the record still states when it was written. */
  private void tellRemoved(ObjectSeal seal) {
    CustodyRecord record = seal.record();
    Instant written = record.lastModified() == null ? record.eventTime() : record.lastModified();
    events.add(
        written == null ? record.sealedAt() : written,
        Kind.VERSION,
        names.of(record.version().key(), record.version().versionId()),
        landed(record.version().key(), record.size())
            + (facts.isFailed(SourceNames.VERSIONS) ? "" : "; the version is not there any more"),
        OBJECT,
        record.version().uri());
  }
}
