package dev.waybill.fixity.examine;

import dev.waybill.fixity.DrilledObjects;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.examine.VersionExamination.Place;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.LogEntry;
import dev.waybill.settings.CustodyScopes;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Examiner of sealed versions. A version whose promoted copy is in place costs two reads: its
 * record and the copy. Only one that is not there is searched for. Threads share an examiner.
 */
public final class EntryExaminer implements AutoCloseable {
  /** Prefix of the records of objects in the provenance bucket. */
  private static final String RECORDS = "records/";

  /** Conditions that rest on several requests, between which a promotion can end. */
  private static final Set<FixityCondition> OF_SEVERAL_REQUESTS =
      EnumSet.of(
          FixityCondition.GONE,
          FixityCondition.HIDDEN,
          FixityCondition.REPLACED,
          FixityCondition.SHADOWED,
          FixityCondition.ROLLED_BACK);

  /** Conditions of the current object that say nothing about another copy of the same bytes. */
  private static final Set<FixityCondition> OF_ATTRIBUTES =
      EnumSet.of(FixityCondition.REENCRYPTED, FixityCondition.RETENTION_WEAKENED);

  private final ObjectReads first;
  private final ObjectReads second;
  private final CustodyScopes scopes;
  private final DrilledObjects drilled;
  private final RecordExaminer records;
  private final ChunkListExaminer lists;
  private final KeyHistory history;
  private final ScopePromises promises;
  private final ReadBudget budget;
  private final Clock clock;
  private final ReadHelpers helpers = new ReadHelpers();

  /**
   * @param first port for reading
   * @param second port with connections of its own, which confirms what the first one found
   * @param scopes the scopes of custody
   * @param provenance name of the provenance bucket
   * @param verifier verifier of records with the trusted keys
   * @param promises promises about promoted objects
   * @param budget limit on the bytes of objects that are read
   */
  public EntryExaminer(
      ObjectReads first,
      ObjectReads second,
      CustodyScopes scopes,
      String provenance,
      RecordVerifier verifier,
      ScopePromises promises,
      ReadBudget budget,
      Clock clock) {
    this.first = first;
    this.second = second;
    this.scopes = scopes;
    this.drilled = new DrilledObjects(scopes);
    this.records = new RecordExaminer(first, second, provenance, verifier);
    this.lists = new ChunkListExaminer(first, second, provenance);
    this.history = new KeyHistory(first, provenance, verifier);
    this.promises = promises;
    this.budget = budget;
    this.clock = clock;
  }

  /**
   * Examines the record and the object of an entry.
   *
   * @param index index of the entry in the log
   * @throws InterruptedException when the thread is interrupted, and nothing was found
   */
  public Examination examine(long index, LogEntry entry) throws InterruptedException {
    return examine(index, entry, ReadProgress.NONE);
  }

  /**
   * Examines the record and the object of an entry, and continues where another process has ended.
   *
   * @param index index of the entry in the log
   * @param progress progress of reading the object
   * @throws InterruptedException when the thread is interrupted, and nothing was found
   */
  Examination examine(long index, LogEntry entry, ReadProgress progress)
      throws InterruptedException {
    long began = System.nanoTime();
    BodyReader body = new BodyReader(budget);
    RecordFinding record = records.examine(entry);
    ChunkListFinding list = lists.examine(entry, record.statement().chunks());
    ObjectFinding object =
        entry.recordKey().startsWith(RECORDS)
            ? object(sealed(entry, record, list), body, progress)
            : new ObjectFinding(FixityCondition.INTACT, Rung.BYTES, null, null, null);
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while examining");
    }
    ObjectFinding gravest = list.with(gravest(record, object));
    return new Examination(
        index,
        gravest.rung(),
        gravest.condition(),
        body.total(),
        Duration.ofNanos(System.nanoTime() - began).toMillis(),
        gravest.versionId(),
        gravest.eTag(),
        gravest.detail());
  }

  private SealedObject sealed(LogEntry entry, RecordFinding record, ChunkListFinding list) {
    return new SealedObject(entry, record.statement(), list.digests(), clock.instant());
  }

  /** A defect of the object counts first, then one of the record, then what is not known. */
  private static ObjectFinding gravest(RecordFinding record, ObjectFinding object) {
    boolean isRecordGraver =
        record.condition().isDefect()
            ? !object.condition().isDefect()
            : record.condition() != FixityCondition.INTACT
                && object.condition() == FixityCondition.INTACT;
    return isRecordGraver
        ? new ObjectFinding(
            record.condition(), object.rung(), object.versionId(), object.eTag(), record.detail())
        : object;
  }

  private ObjectFinding object(SealedObject sealed, BodyReader body, ReadProgress progress)
      throws InterruptedException {
    try {
      return place(sealed, body, progress);
    } catch (UnreadableException e) {
      return ObjectFinding.unreadable(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // One object must not keep the others of its tile from being examined.
      return ObjectFinding.unreadable("the examination failed: " + e.getClass().getSimpleName());
    }
  }

  private ObjectFinding place(SealedObject sealed, BodyReader body, ReadProgress progress)
      throws InterruptedException {
    ChunkedRead chunks = new ChunkedRead(body, helpers, progress);
    VersionExamination examination =
        new VersionExamination(
            first, second, new AttestedCheck(promises.of(sealed.entry())), sealed, body, chunks);
    String destination = sealed.destination();
    if (destination == null) {
      return stays(search(examination, sealed, body), sealed);
    }
    Optional<ObjectFinding> copy = examination.at(new Place(destination, null, true));
    if (copy.isPresent()) {
      return OF_ATTRIBUTES.contains(copy.get().condition())
          ? search(examination, sealed, body).ownCopy(destination).orElse(copy.get())
          : copy.get();
    }
    ObjectFinding found = search(examination, sealed, body).find(destination);
    return OF_SEVERAL_REQUESTS.contains(found.condition())
        ? search(examination, sealed, body).find(destination)
        : found;
  }

  private VersionSearch search(
      VersionExamination examination, SealedObject sealed, BodyReader body) {
    return new VersionSearch(
        first, examination, new VersionRelations(first, history, sealed, body), sealed);
  }

  private ObjectFinding stays(VersionSearch search, SealedObject sealed)
      throws InterruptedException {
    Optional<ObjectFinding> found = search.source();
    if (found.isPresent()) {
      return found.get().condition().isDefect() || !drilled.has(sealed.entry())
          ? found.get()
          : search.cover(found.get(), DrilledObjects.NEVER_EXPIRED).orElse(found.get());
    }
    // Canaries expire, so their records are all there is to read.
    return isTest(sealed.entry())
        ? new ObjectFinding(
            FixityCondition.INTACT, Rung.BYTES, null, null, "a test object that expired")
        : ObjectFinding.none(FixityCondition.GONE, "the version does not exist");
  }

  private boolean isTest(LogEntry entry) {
    return scopes.isTest(entry.version().bucket(), entry.version().key());
  }

  /** Ends the reads of large objects that are under way. */
  @Override
  public void close() {
    helpers.close();
  }
}
