package dev.waybill.log.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.log.LogPaths;
import dev.waybill.log.PendingEntries;
import dev.waybill.model.Digested;
import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import dev.waybill.provenance.InMemorySealing;
import dev.waybill.record.FixityStatement;
import dev.waybill.record.RecordKey;
import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MissingRecordsTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final WatchedLog log = WatchedLog.empty();
  private final InMemorySealing sealing = new InMemorySealing(log.clock);
  private final Entries pending = new Entries();
  private final MissingRecords listing = listing(1_000_000);

  /** Pending entries with room for some. */
  private static final class Entries implements PendingEntries {
    private final List<LogEntry> added = new ArrayList<>();
    private int room = Integer.MAX_VALUE;

    @Override
    public void add(LogEntry entry) {
      if (added.size() >= room) {
        throw new IllegalStateException("full");
      }
      added.add(entry);
    }

    @Override
    public long position() {
      return added.size();
    }

    @Override
    public void whenDurable(long position, Runnable action) {
      action.run();
    }

    @Override
    public void close() {}
  }

  private MissingRecords listing(int keysPerPass) {
    return new MissingRecords(
        log.store,
        log.check(),
        log.memory,
        sealing.verifier(),
        pending,
        new ListingSettings(DAY, keysPerPass),
        "provenance",
        log.clock);
  }

  /** Seals a version, and stores its record; returns the entry that the log should get. */
  private LogEntry seal(int number) {
    Instant now = log.clock.instant();
    ObjectVersion version = new ObjectVersion("raw", "incoming/" + number, "v" + number);
    var unused =
        sealing.seal(
            new Digested(
                new Received(version, Purpose.PROMOTE, null, null, null, now, "m", now),
                Sha256.hash("object " + number),
                null,
                number,
                "etag",
                null,
                new Encryption("aws:kms", null, true),
                Map.of(),
                Map.of(),
                null,
                now,
                now,
                Hasher.WAYBILL,
                null));
    String key = RecordKey.of(version);
    log.store.put(key, sealing.store().read(key).orElseThrow().bytes());
    return sealing.entries().get(sealing.entries().size() - 1);
  }

  private void sealAndLog(int from, int to) {
    List<byte[]> round = new ArrayList<>();
    for (int number = from; number < to; number++) {
      round.add(seal(number).bytes());
    }
    log.round(round);
    log.watch().run();
  }

  private List<Report> nextDay() {
    log.pass(DAY);
    return listing.run();
  }

  @Test
  void findsNothingWhenTheLogHasEveryRecord() {
    sealAndLog(0, 600);
    assertThat(nextDay()).isEmpty();
    assertThat(pending.added).isEmpty();
  }

  @Test
  void addsOlderRecordsWithoutAlertWhenTheLogBegins() {
    LogEntry first = seal(1);
    LogEntry second = seal(2);
    log.watch().run();
    assertThat(nextDay())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.rule()).isEqualTo("log-record-missing");
              assertThat(((Finding) it).severity()).isEqualTo(Severity.INFORMATIONAL);
            });
    assertThat(pending.added)
        .extracting(LogEntry::recordKey)
        .containsExactlyInAnyOrder(first.recordKey(), second.recordKey());
    assertThat(pending.added).allMatch(it -> it.kind() == EntryKind.BACKFILL);
    assertThat(pending.added)
        .extracting(LogEntry::recordSha256)
        .containsExactlyInAnyOrder(first.recordSha256(), second.recordSha256());
  }

  @Test
  void addsMissingRecordsOfALaterDayAndReportsThemUntilNoneIsMissing() {
    sealAndLog(0, 300);
    assertThat(nextDay()).isEmpty();
    LogEntry missing = seal(300);
    assertThat(nextDay())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(((Finding) it).severity()).isEqualTo(Severity.HIGH);
              assertThat(((Finding) it).message()).contains("objects: 1", missing.recordKey());
            });
    assertThat(pending.added).extracting(LogEntry::recordKey).containsOnly(missing.recordKey());
    log.round(pending.added.stream().map(LogEntry::bytes).toList());
    assertThat(nextDay()).singleElement().isInstanceOf(FindingEnd.class);
  }

  @Test
  void leavesRecordsThatAreInFlight() {
    sealAndLog(0, 3);
    LogEntry waiting = seal(3);
    log.store.put(LogPaths.pending("a", 1), EntryBundle.encode(List.of(waiting.bytes())));
    log.pass(DAY);
    seal(4);
    assertThat(listing.run()).isEmpty();
    assertThat(pending.added).isEmpty();
  }

  @Test
  void comparesLogThatIsLargerThanTheMemoryInSeveralPasses() {
    sealAndLog(0, 500);
    LogEntry missing = seal(500);
    String gone = log.entries.isEmpty() ? "" : LogEntry.parse(log.entries.get(123)).recordKey();
    log.store.put(gone, null);
    log.pass(DAY);
    assertThat(listing(64).run())
        .extracting(Report::rule)
        .containsExactlyInAnyOrder("log-record-gone", "log-record-missing");
    assertThat(pending.added).extracting(LogEntry::recordKey).containsOnly(missing.recordKey());
  }

  @Test
  void tellsEachEntryWhoseRecordIsGoneUntilItIsBack() {
    sealAndLog(0, 300);
    String key = LogEntry.parse(log.entries.get(77)).recordKey();
    byte[] record = log.store.find(key).orElseThrow().content();
    log.store.destroy(key);
    assertThat(nextDay())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.rule()).isEqualTo("log-record-gone");
              assertThat(((Finding) it).severity()).isEqualTo(Severity.CRITICAL);
              assertThat(((Finding) it).resource()).isEqualTo("arn:aws:s3:::provenance/" + key);
            });
    log.store.put(key, record);
    assertThat(nextDay()).singleElement().isInstanceOf(FindingEnd.class);
  }

  @Test
  void addsNoInvalidObjectAndReportsIt() {
    sealAndLog(0, 3);
    byte[] record =
        log.store.find(LogEntry.parse(log.entries.get(0)).recordKey()).orElseThrow().content();
    log.store.put("records/raw/forged.sigstore.json", new byte[] {1});
    log.store.put("records/raw/copied.sigstore.json", record);
    assertThat(nextDay())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.rule()).isEqualTo("log-record-invalid");
              assertThat(((Finding) it).message()).contains("objects: 2");
            });
    assertThat(pending.added).isEmpty();
  }

  @Test
  void goesOnLaterWhenTooManyEntriesWait() {
    log.watch().run();
    for (int number = 0; number < 10; number++) {
      seal(number);
    }
    pending.room = 4;
    nextDay();
    assertThat(pending.added).hasSize(4);
    log.round(pending.added.stream().map(LogEntry::bytes).toList());
    pending.room = 100;
    pending.added.clear();
    log.pass(Duration.ofMinutes(5));
    listing.run();
    assertThat(pending.added).hasSize(6);
    log.round(pending.added.stream().map(LogEntry::bytes).toList());
    assertThat(nextDay()).singleElement().isInstanceOf(FindingEnd.class);
  }

  @Test
  void comparesOnceADay() {
    sealAndLog(0, 3);
    assertThat(nextDay()).isEmpty();
    seal(4);
    log.pass(Duration.ofHours(23));
    assertThat(listing.run()).isEmpty();
    log.pass(Duration.ofHours(1));
    assertThat(listing.run()).hasSize(1);
  }

  private static final String CYCLE = "20261129T192300Z";

  /** Stores the signed statement of a cycle below a key; returns the key. */
  private String state(String key, String predicateType) {
    String statement =
        """
        {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"fixity/result/%s/",\
        "digest":{"sha256":"%s"}}],"predicateType":"%s","predicate":{\
        "ended":"2026-11-30T12:00:00Z","timeCreated":"2026-11-30T12:00:00Z"}}\
        """
            .formatted(CYCLE, Sha256.hash("list"), predicateType);
    log.store.put(key, sealing.bundle(statement.getBytes(UTF_8)));
    return key;
  }

  @Test
  void addsStatementsOfCyclesThatTheLogLacksAndFindsThemLater() {
    sealAndLog(0, 3);
    String own = state("fixity/cycle/" + CYCLE + ".sigstore.json", FixityStatement.PREDICATE_TYPE);
    String svr = state("fixity/cycle/" + CYCLE + ".svr.sigstore.json", FixityStatement.SVR_TYPE);
    assertThat(nextDay()).extracting(Report::rule).containsExactly("log-record-missing");
    assertThat(pending.added)
        .allMatch(it -> it.kind() == EntryKind.FIXITY_CYCLE)
        .extracting(LogEntry::recordKey)
        .containsExactly(own, svr);
    LogEntry entry = pending.added.get(0);
    assertThat(entry.isOf(log.store.find(own).orElseThrow().content())).isTrue();
    assertThat(log.store.find(own, entry.version().versionId())).isPresent();
    log.round(pending.added.stream().map(LogEntry::bytes).toList());
    assertThat(nextDay()).singleElement().isInstanceOf(FindingEnd.class);
    assertThat(nextDay()).isEmpty();
    log.store.destroy(own);
    assertThat(nextDay()).extracting(Report::rule).containsExactly("log-record-gone");
  }

  @Test
  void addsStatementOfReconciliationThatTheLogLacks() {
    sealAndLog(0, 3);
    String key = "reconcile/2026-11-29.sigstore.json";
    String statement =
        """
        {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"log","digest":{"sha256":\
        "%s"}}],"predicateType":"https://waybill.dev/attestation/reconciliation/v1","predicate":{\
        "day":"2026-11-29","asOf":"2026-11-29T12:00:00Z"}}\
        """
            .formatted(Sha256.hash("root"));
    log.store.put(key, sealing.bundle(statement.getBytes(UTF_8)));
    log.store.put("reconcile/2026-11-30.sigstore.json", sealing.bundle(statement.getBytes(UTF_8)));

    assertThat(nextDay())
        .extracting(Report::rule)
        .containsExactlyInAnyOrder("log-record-missing", "log-record-invalid");

    assertThat(pending.added)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.kind()).isEqualTo(EntryKind.RECONCILIATION);
              assertThat(it.recordKey()).isEqualTo(key);
            });
  }

  @Test
  void addsNoStatementInTheWrongPlace() {
    sealAndLog(0, 3);
    state("fixity/cycle/20301129T192300Z.sigstore.json", FixityStatement.PREDICATE_TYPE);
    state("fixity/cycle/" + CYCLE + ".svr.sigstore.json", FixityStatement.PREDICATE_TYPE);
    state("records/raw/statement.sigstore.json", FixityStatement.PREDICATE_TYPE);
    log.store.put("fixity/cycle/forged", new byte[] {1});
    assertThat(nextDay())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.rule()).isEqualTo("log-record-invalid");
              assertThat(((Finding) it).message()).contains("objects: 4");
            });
    assertThat(pending.added).isEmpty();
  }
}
