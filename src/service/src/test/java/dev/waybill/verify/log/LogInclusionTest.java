package dev.waybill.verify.log;

import static dev.waybill.log.SampleLog.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.log.LogPaths;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordKey;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.record.offline.VerificationFinding.Answer;
import dev.waybill.testing.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogInclusionTest {
  private static final Instant SEALED = START.plusSeconds(35);
  private static final byte[] BYTES = "the record".getBytes(StandardCharsets.UTF_8);
  private static final ObjectVersion VERSION = new ObjectVersion("raw", "incoming/mine", "v1");
  private static final CustodyRecord RECORD =
      new CustodyRecord(
          VERSION,
          Sha256.hash("object"),
          7,
          null,
          null,
          null,
          null,
          SEALED,
          "processed/mine",
          null,
          Hasher.WAYBILL,
          null,
          null,
          "SHA256:x",
          "",
          "");

  @TempDir Path folder;
  private PublishedLog published;
  private final ManualClock clock = new ManualClock(SEALED.plusSeconds(30));
  private final StoredRecord stored = new StoredRecord(BYTES, SEALED);

  @BeforeEach
  void create() {
    published = new PublishedLog(folder);
  }

  private static LogEntry entry(Sha256 recordSha256, ObjectVersion version, Sha256 sha256) {
    return new LogEntry(
        EntryKind.SEAL,
        RecordKey.of(VERSION),
        recordSha256,
        version,
        7,
        null,
        sha256,
        "processed/mine",
        SEALED);
  }

  private void publish(LogEntry... entries) {
    published.log.appendSeals(350, START, 10);
    for (LogEntry entry : entries) {
      var unused = published.log.append(entry);
    }
    published.log.appendSeals(20, SEALED, 10);
    published.publish(SEALED.plusSeconds(20));
  }

  private VerificationFinding check(String policy) throws IOException {
    return new LogInclusion(published.settings(policy), published.store, clock)
        .check(RECORD, stored);
  }

  private void expect(Answer answer, String begin) throws IOException {
    VerificationFinding finding = check(PublishedLog.logLines() + "quorum none\n");
    assertThat(finding.subject()).isEqualTo("log");
    assertThat(finding.detail()).startsWith(begin);
    assertThat(finding.answer()).isEqualTo(answer);
  }

  @Test
  void tellsIndexSizeAndCosignatures() throws IOException {
    publish(entry(Sha256.hash(BYTES), VERSION, RECORD.sha256()));
    expect(Answer.OK, "index 350 of 371, not cosigned");
    published.cosign(SEALED);

    assertThat(check(PublishedLog.logLines() + PublishedLog.witnessLines()).detail())
        .isEqualTo("index 350 of 371, cosigned by w1 at " + START);
  }

  private Optional<Instant> cosignedAt(String policy) throws IOException {
    return new LogInclusion(published.settings(policy), published.store, clock)
        .cosignedAt(RECORD, stored);
  }

  @Test
  void datesEntryByFirstCheckpointThatWitnessesCosignedWithIt() throws IOException {
    publish(entry(Sha256.hash(BYTES), VERSION, RECORD.sha256()));
    published.cosign(SEALED.plus(Duration.ofDays(400)));

    assertThat(cosignedAt(PublishedLog.logLines() + PublishedLog.witnessLines())).hasValue(START);
    assertThat(cosignedAt(PublishedLog.logLines() + "quorum none\n")).isEmpty();
    assertThat(cosignedAt(null)).isEmpty();
  }

  @Test
  void datesNeitherEntryOfAnotherRecordNorEntryAfterTheCosignedTree() throws IOException {
    String policy = PublishedLog.logLines() + PublishedLog.witnessLines();
    published.log.appendSeals(10, START, 10);
    published.publish(SEALED);
    published.cosign(SEALED);
    publish(entry(Sha256.hash(BYTES), VERSION, RECORD.sha256()));
    assertThat(cosignedAt(policy)).isEmpty();

    create();
    publish(entry(Sha256.hash("another"), VERSION, RECORD.sha256()));
    published.cosign(SEALED);
    assertThat(cosignedAt(policy)).isEmpty();
  }

  @Test
  void saysWhenTheKeysAreOnlyPublished() throws IOException {
    publish(entry(Sha256.hash(BYTES), VERSION, RECORD.sha256()));

    assertThat(check(null).detail())
        .endsWith("; the log's keys are those that the bucket publishes");
  }

  @Test
  void namesEntryOfAnotherRecordObjectVersionOrDigest() throws IOException {
    publish(entry(Sha256.hash("another"), VERSION, RECORD.sha256()));
    expect(Answer.BAD, "log-record-differs: index 350 of 371, the log has the record with sha256");
    create();
    publish(
        entry(
            Sha256.hash(BYTES), new ObjectVersion("raw", "incoming/mine", "v2"), RECORD.sha256()));
    expect(Answer.BAD, "log-record-differs: index 350 of 371, the entry states the version ");
    create();
    publish(entry(Sha256.hash(BYTES), VERSION, Sha256.hash("other object")));
    expect(Answer.BAD, "log-record-differs: index 350 of 371, the entry states the digest ");
  }

  @Test
  void isOpenForYoungRecordThenWarnsThenNamesTheMissingRecord() throws IOException {
    publish();
    expect(Answer.OPEN, "not yet in its tree of 370 entries");
    clock.set(SEALED.plus(Duration.ofMinutes(10)));
    expect(Answer.OPEN, "warning: not in the log");
    clock.set(SEALED.plus(Duration.ofHours(26)));
    expect(Answer.OPEN, "warning: not in the log");
    clock.set(SEALED.plus(Duration.ofHours(26)).plusSeconds(1));
    expect(Answer.BAD, "log-record-missing: the tree of 370 entries has none of this record");
  }

  @Test
  void onlyWarnsOfOldRecordWhileTheLogIsYoung() throws IOException {
    published.log.appendSeals(300, SEALED.plus(Duration.ofDays(30)), 10);
    published.publish(SEALED.plus(Duration.ofDays(30)));
    clock.set(SEALED.plus(Duration.ofDays(31)));
    expect(Answer.OPEN, "warning: not in the log");
    clock.set(SEALED.plus(Duration.ofDays(32)));
    expect(Answer.BAD, "log-record-missing: ");
  }

  @Test
  void isOpenWithoutLogAndWhenBundlesCannotBeRead() throws IOException {
    expect(Answer.OPEN, "the provenance bucket has no log yet");
    publish();
    clock.set(SEALED.plus(Duration.ofDays(3)));
    published.put("log/tile/entries/000", new byte[] {1});
    expect(Answer.OPEN, "not found in 2 bundles, 1 of them unreadable");
  }

  @Test
  void namesMissingCheckpointOfLogThatHasTiles() throws IOException {
    publish();
    published.store.destroy(LogPaths.CHECKPOINT);

    expect(Answer.BAD, "log-checkpoint-missing: ");
  }
}
