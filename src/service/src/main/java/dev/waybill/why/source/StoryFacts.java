package dev.waybill.why.source;

import dev.waybill.alert.incident.Incident;
import dev.waybill.deadletter.DeadLetter;
import dev.waybill.why.StoryGap;
import dev.waybill.why.source.ReadingSearch.Readings;
import dev.waybill.why.source.SealReader.Seals;
import dev.waybill.why.source.StatementSearch.Statements;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Facts about one object, as the sources state them.
 *
 * @param keys its keys
 * @param since begin of the span of calls
 * @param now time at which the story is told
 * @param listing versions that are there
 * @param records its records
 * @param places places of its valid records in the log, by the addresses of the records; a record
 *     without one could not be looked up
 * @param readings results of re-verification
 * @param incidents incidents that name it
 * @param statements signed statements about it
 * @param calls calls that CloudTrail logged
 * @param letters dead letters about it
 * @param gaps parts that cannot be known
 */
public record StoryFacts(
    StoryKeys keys,
    Instant since,
    Instant now,
    StoryListing.Listing listing,
    Seals records,
    Map<String, LogPlace> places,
    Readings readings,
    List<Incident> incidents,
    Statements statements,
    List<ObjectCall> calls,
    List<DeadLetter> letters,
    List<StoryGap> gaps) {
  public StoryFacts {
    places = Map.copyOf(places);
    incidents = List.copyOf(incidents);
    calls = List.copyOf(calls);
    letters = List.copyOf(letters);
    gaps = List.copyOf(gaps);
  }

  /** Returns the place of a record in the log; empty when it is not known. */
  public Optional<LogPlace> place(ObjectSeal seal) {
    return Optional.ofNullable(places.get(seal.uri()));
  }

  /** Returns true when a source failed. */
  public boolean isFailed(String source) {
    return gaps.stream().anyMatch(it -> it.isFailure() && it.source().equals(source));
  }

  /** Returns the promoted versions whose bytes are those of a record, by S3's own checksum. */
  public List<StoredKeyVersion> copies(ObjectSeal seal) {
    return listing.versions().stream().filter(it -> isCopy(it, seal)).toList();
  }

  /** Returns true for a promoted version whose bytes are those of a record. */
  public boolean isCopy(StoredKeyVersion version, ObjectSeal seal) {
    String destination = seal.record().destinationKey();
    return !version.isMarker()
        && version.key().equals(destination)
        && version.size() == seal.record().size()
        && seal.record().checksumOfCopy().equals(version.checksum());
  }

  /** Returns true for the version that a record is about. */
  public static boolean isSealed(StoredKeyVersion version, ObjectSeal seal) {
    return !version.isMarker()
        && version.key().equals(seal.record().version().key())
        && version.versionId().equals(seal.record().version().versionId());
  }
}
