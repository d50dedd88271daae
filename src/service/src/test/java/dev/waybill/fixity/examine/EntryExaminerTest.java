package dev.waybill.fixity.examine;

import static dev.waybill.fixity.examine.CustodyScene.KEY;
import static dev.waybill.fixity.examine.CustodyScene.PROVENANCE;
import static dev.waybill.fixity.examine.CustodyScene.RAW;
import static dev.waybill.fixity.examine.CustodyScene.bytes;
import static dev.waybill.fixity.examine.CustodyScene.incoming;
import static dev.waybill.fixity.examine.CustodyScene.processed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.examine.VersionedObjects.Stored;
import dev.waybill.record.RecordKey;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.PromotedRetention;
import dev.waybill.settings.ProvenanceSettings.RetentionMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EntryExaminerTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final CustodyScene scene = new CustodyScene();

  private Stored current() {
    return scene.s3.current(RAW, processed(KEY));
  }

  private LogEntry promotedYesterday() {
    LogEntry entry = scene.promoted(KEY, "content");
    scene.pass(DAY);
    return entry;
  }

  @Test
  void readsRecordAndCopyOnceEach() {
    LogEntry entry = promotedYesterday();

    Examination found = scene.examine(entry);

    assertThat(found.condition()).isEqualTo(FixityCondition.INTACT);
    assertThat(found.rung()).isEqualTo(Rung.BYTES);
    assertThat(found.bytes()).isEqualTo(7);
    assertThat(found.index()).isEqualTo(7);
    assertThat(found.versionId()).isEqualTo(current().id);
    assertThat(found.detail()).isNull();
    assertThat(scene.s3.calls).containsExactly("get " + entry.recordKey(), "get " + processed(KEY));
  }

  @Test
  void readsEmptyObject() {
    assertThat(scene.condition(scene.promoted(KEY, ""))).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void acceptsCopyInParts() {
    scene.isInParts = true;

    assertThat(scene.condition(promotedYesterday())).isEqualTo(FixityCondition.INTACT);
    assertThat(scene.s3.calls).hasSize(2);
  }

  @Test
  void acceptsRetainedSource() {
    scene.isSourceRetained = true;

    assertThat(scene.condition(promotedYesterday())).isEqualTo(FixityCondition.INTACT);
    assertThat(scene.s3.calls).hasSize(2);
  }

  @Test
  void acceptsCopyOfUserWithoutSha256() {
    LogEntry entry = promotedYesterday();
    scene.s3.put(RAW, processed(KEY), bytes("content")).checksum = null;

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void tellsOtherBytesAfterSecondRead() {
    LogEntry entry = promotedYesterday();
    current().content = bytes("c0ntent");

    Examination found = scene.examine(entry);

    assertThat(found.condition()).isEqualTo(FixityCondition.ALTERED);
    assertThat(found.detail()).contains(Sha256.hash("c0ntent").hex());
    assertThat(found.bytes()).isEqualTo(14);
    assertThat(scene.s3.calls).hasSize(3);
  }

  @Test
  void tellsOtherBytesOfCopyInParts() {
    scene.isInParts = true;
    LogEntry entry = promotedYesterday();
    current().content = bytes("c0ntent");

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.ALTERED);
  }

  @Test
  void believesSecondReadThatIsRight() {
    LogEntry entry = promotedYesterday();
    AtomicInteger reads = new AtomicInteger();
    byte[] right = current().content;
    scene.s3.before =
        call -> {
          if (call.equals("get " + processed(KEY))) {
            current().content = reads.incrementAndGet() == 1 ? bytes("c0ntent") : right;
          }
        };

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void doesNotTellBytesThatDifferFromReadToRead() {
    LogEntry entry = promotedYesterday();
    AtomicInteger reads = new AtomicInteger();
    scene.s3.before = call -> current().content = bytes("c0nten" + reads.incrementAndGet());

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.UNREADABLE);
  }

  @Test
  void tellsCopyThatIsShorterByS3() {
    LogEntry entry = promotedYesterday();
    current().content = bytes("cont");
    current().size = 4;

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.TRUNCATED);
  }

  @Test
  void tellsBodyThatEndsTwiceAtSameByte() {
    LogEntry entry = promotedYesterday();
    current().content = bytes("cont");

    Examination found = scene.examine(entry);

    assertThat(found.condition()).isEqualTo(FixityCondition.TRUNCATED);
    assertThat(found.detail()).isEqualTo("read 4 of 7 bytes, twice");
  }

  @Test
  void doesNotTellBodiesThatEndAtDifferentBytes() {
    LogEntry entry = promotedYesterday();
    AtomicInteger reads = new AtomicInteger();
    scene.s3.before =
        call -> {
          if (call.equals("get " + processed(KEY))) {
            scene.s3.endsAfter = 3 + reads.getAndIncrement();
          }
        };

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.UNREADABLE);
  }

  @Test
  void tellsVersionThatIsGone() {
    LogEntry entry = promotedYesterday();
    scene.s3.removeAll(RAW, processed(KEY));

    Examination found = scene.examine(entry);

    assertThat(found.condition()).isEqualTo(FixityCondition.GONE);
    assertThat(found.versionId()).isNull();
  }

  @Test
  void tellsDeletedCopyOfNewerVersionThatUncoversOlderOne() {
    LogEntry older = scene.promoted(KEY, "older");
    LogEntry newer = promotedYesterday();
    scene.s3.remove(RAW, processed(KEY), current().id);

    assertThat(scene.condition(newer)).isEqualTo(FixityCondition.GONE);
    assertThat(scene.condition(older)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void tellsDeleteMarker() {
    LogEntry older = scene.promoted(KEY, "older");
    LogEntry entry = promotedYesterday();
    scene.s3.mark(RAW, processed(KEY));

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.HIDDEN);
    assertThat(scene.condition(older)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void tellsObjectThatWasPutOver() {
    LogEntry older = scene.promoted(KEY, "older");
    LogEntry entry = promotedYesterday();
    scene.s3.put(RAW, processed(KEY), bytes("forged!"));

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.SHADOWED);
    assertThat(scene.condition(older)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void tellsObjectOfSameSizeWithoutSha256ThatWasPutOver() {
    LogEntry entry = promotedYesterday();
    scene.s3.put(RAW, processed(KEY), bytes("forged!")).checksum = null;

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.SHADOWED);
  }

  @Test
  void doesNotReadObjectWhoseSizeWasNeverSealed() {
    LogEntry entry = promotedYesterday();
    scene.s3.put(RAW, processed(KEY), bytes("of another size")).checksum = null;

    Examination found = scene.examine(entry);

    assertThat(found.condition()).isEqualTo(FixityCondition.SHADOWED);
    assertThat(found.bytes()).isZero();
  }

  @Test
  void tellsReplacementWithoutOurVersion() {
    LogEntry entry = promotedYesterday();
    scene.s3.removeAll(RAW, processed(KEY));
    scene.s3.put(RAW, processed(KEY), bytes("forged!"));

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.REPLACED);
  }

  @Test
  void tellsReplacementInBucketWithoutVersions() {
    scene.s3.isVersioned = false;
    LogEntry entry = promotedYesterday();
    scene.s3.put(RAW, processed(KEY), bytes("forged!"));

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.REPLACED);
  }

  @Test
  void tellsOlderVersionThatWasPutOnTop() {
    LogEntry older = scene.promoted(KEY, "older");
    LogEntry newer = promotedYesterday();
    scene.s3.put(RAW, processed(KEY), bytes("older"));

    assertThat(scene.condition(newer)).isEqualTo(FixityCondition.ROLLED_BACK);
    assertThat(scene.condition(older)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void readsSupersededCopyByItsVersion() {
    LogEntry older = scene.promoted(KEY, "older");
    String copy = current().id;
    LogEntry newer = promotedYesterday();

    Examination found = scene.examine(older);

    assertThat(found.condition()).isEqualTo(FixityCondition.INTACT);
    assertThat(found.rung()).isEqualTo(Rung.BYTES);
    assertThat(found.versionId()).isEqualTo(copy);
    assertThat(scene.condition(newer)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void tellsAlteredCopyThatIsSuperseded() {
    LogEntry older = scene.promoted(KEY, "older");
    current().content = bytes("0lder");
    LogEntry newer = promotedYesterday();

    assertThat(scene.condition(older)).isEqualTo(FixityCondition.ALTERED);
    assertThat(scene.condition(newer)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void readsSupersededVersionWhereItStayed() {
    ObjectVersion first = scene.arrive(KEY, "first");
    LogEntry newer = scene.promoted(KEY, "newer");
    LogEntry late = scene.supersede(first);
    scene.pass(DAY);

    Examination found = scene.examine(late);

    assertThat(found.condition()).isEqualTo(FixityCondition.INTACT);
    assertThat(found.versionId()).isEqualTo(first.versionId());
    assertThat(scene.condition(newer)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void tellsSupersededVersionThatIsGone() {
    ObjectVersion first = scene.arrive(KEY, "first");
    LogEntry newer = scene.promoted(KEY, "newer");
    LogEntry late = scene.supersede(first);
    scene.s3.remove(RAW, first.key(), first.versionId());

    assertThat(scene.condition(late)).isEqualTo(FixityCondition.GONE);
    assertThat(scene.condition(newer)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void acceptsVersionThatReturnsToEarlierBytes() {
    LogEntry first = scene.promoted(KEY, "same");
    LogEntry second = scene.promoted(KEY, "other");
    LogEntry third = scene.promoted(KEY, "same");
    scene.pass(DAY);

    assertThat(scene.condition(first)).isEqualTo(FixityCondition.INTACT);
    assertThat(scene.condition(second)).isEqualTo(FixityCondition.INTACT);
    assertThat(scene.condition(third)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void takesCopyOfEarlierVersionWithSameBytesForNoRollback() {
    LogEntry first = scene.promoted(KEY, "same");
    LogEntry second = scene.promoted(KEY, "other");
    LogEntry waiting = scene.seal(scene.arrive(KEY, "same"));

    assertThat(scene.condition(waiting)).isEqualTo(FixityCondition.IN_FLIGHT);
    scene.pass(DAY);
    assertThat(scene.examine(waiting).versionId()).isEqualTo(waiting.version().versionId());
    assertThat(scene.condition(waiting)).isEqualTo(FixityCondition.INTACT);
    assertThat(scene.condition(first)).isEqualTo(FixityCondition.INTACT);
    assertThat(scene.condition(second)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void tellsRollbackBesideRetainedSource() {
    scene.isSourceRetained = true;
    LogEntry older = scene.promoted(KEY, "older");
    LogEntry newer = promotedYesterday();
    scene.s3.put(RAW, processed(KEY), bytes("older"));

    assertThat(scene.condition(newer)).isEqualTo(FixityCondition.ROLLED_BACK);
    assertThat(scene.condition(older)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void tellsDeleteMarkerAboveEqualCopyBesideRetainedSource() {
    LogEntry first = scene.promoted(KEY, "same");
    LogEntry second = scene.seal(scene.arrive(KEY, "same"));
    scene.pass(DAY);
    scene.s3.mark(RAW, processed(KEY));

    assertThat(scene.condition(first)).isEqualTo(FixityCondition.HIDDEN);
    assertThat(scene.condition(second)).isEqualTo(FixityCondition.HIDDEN);
  }

  @Test
  void readsSupersededCopyInPartsOfVersionWithSameBytes() {
    scene.isInParts = true;
    LogEntry first = scene.promoted(KEY, "same");
    scene.isInParts = false;
    LogEntry equal = scene.seal(scene.arrive(KEY, "same"));
    scene.removeSource(equal);
    LogEntry newer = promotedYesterday();

    assertThat(scene.condition(first)).isEqualTo(FixityCondition.INTACT);
    assertThat(scene.condition(equal)).isEqualTo(FixityCondition.INTACT);
    assertThat(scene.condition(newer)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void tellsOtherKeyOfCurrentCopyWhileNewerVersionWaits() {
    scene.isSourceRetained = true;
    LogEntry entry = promotedYesterday();
    LogEntry waiting = scene.seal(scene.arrive(KEY, "newer"));
    current().encryption = new Encryption("AES256", null, false);

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.REENCRYPTED);
    assertThat(scene.condition(waiting)).isEqualTo(FixityCondition.IN_FLIGHT);
  }

  @Test
  void waitsAnHourForPromotion() {
    LogEntry entry = scene.seal(scene.arrive(KEY, "content"));

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.IN_FLIGHT);
    scene.pass(Duration.ofHours(1));
    Examination found = scene.examine(entry);
    assertThat(found.condition()).isEqualTo(FixityCondition.INTACT);
    assertThat(found.rung()).isEqualTo(Rung.BYTES);
    assertThat(found.versionId()).isEqualTo(entry.version().versionId());
  }

  @Test
  void doesNotTellPromotionThatEndsBetweenRequests() {
    LogEntry entry = scene.seal(scene.arrive(KEY, "content"));
    scene.s3.before =
        call -> {
          if (call.startsWith("versions ")) {
            scene.s3.before =
                next -> {
                  if (next.startsWith("head incoming")) {
                    scene.s3.before = unused -> {};
                    Stored unusedCopy = scene.copy(entry);
                    scene.removeSource(entry);
                  }
                };
          }
        };

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void tellsVersionThatIsGoneBeforePromotion() {
    LogEntry entry = scene.seal(scene.arrive(KEY, "content"));
    scene.removeSource(entry);

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.GONE);
  }

  @Test
  void tellsAlteredVersionThatWaits() {
    LogEntry entry = scene.seal(scene.arrive(KEY, "content"));
    scene.pass(DAY);
    scene.s3.current(RAW, incoming(KEY)).content = bytes("c0ntent");

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.ALTERED);
  }

  @Test
  void tellsObjectInPlaceOfVersionThatWaits() {
    LogEntry entry = scene.seal(scene.arrive(KEY, "content"));
    scene.pass(DAY);
    scene.s3.put(RAW, processed(KEY), bytes("forged!"));

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.SHADOWED);
  }

  @Test
  void tellsNullVersionThatAnotherWriteReplaced() {
    scene.s3.isVersioned = false;
    LogEntry entry = scene.seal(scene.arrive(KEY, "content"));
    scene.pass(DAY);
    scene.s3.put(RAW, incoming(KEY), bytes("another"));

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.GONE);
  }

  @Test
  void readsObjectThatStays() {
    LogEntry entry = scene.seal(scene.arriveAt("test/canary/a", "content"));
    scene.pass(DAY);

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.INTACT);
    assertThat(scene.s3.calls).hasSize(2);
  }

  private LogEntry ofDrill() {
    return scene.seal(scene.arriveAt("test/drill/a", "drill"));
  }

  @Test
  void readsObjectOfDrillThatNothingCovers() {
    LogEntry entry = ofDrill();
    scene.pass(DAY);

    assertThat(scene.examine(entry).rung()).isEqualTo(Rung.BYTES);
    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void tellsMarkerAboveObjectOfDrillAtAnyLaterTime() {
    LogEntry entry = ofDrill();
    scene.pass(DAY.minusSeconds(10));
    scene.s3.mark(RAW, "test/drill/a");

    Examination found = scene.examine(entry);

    assertThat(found.condition()).isEqualTo(FixityCondition.HIDDEN);
    assertThat(found.versionId()).isEqualTo(entry.version().versionId());
    assertThat(found.bytes()).isEqualTo(5);
    scene.pass(Duration.ofDays(20));
    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.HIDDEN);
    scene.s3.remove(RAW, "test/drill/a", entry.version().versionId());
    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void tellsLaterVersionAboveObjectOfDrillAlthoughItIsSealed() {
    LogEntry entry = ofDrill();
    LogEntry other = scene.seal(scene.arriveAt("test/drill/a", "other"));

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.SHADOWED);
    assertThat(scene.condition(other)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void takesLateMarkerAboveObjectOfDrillForItsExpiration() {
    LogEntry entry = ofDrill();
    scene.pass(DAY.plusSeconds(10));
    scene.s3.mark(RAW, "test/drill/a");

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void leavesWhatLiesAboveOtherTestObjectsToTheirWriters() {
    for (String key : List.of("test/a", "test/canary/a", "test/drill", "test/drills/a")) {
      LogEntry entry = scene.seal(scene.arriveAt(key, "mine"));
      scene.s3.mark(RAW, key);
      assertThat(scene.condition(entry)).as(key).isEqualTo(FixityCondition.INTACT);
    }
  }

  @Test
  void tellsOtherBytesOfObjectOfDrillBeforeWhatCoversIt() {
    LogEntry entry = ofDrill();
    scene.s3.all(RAW, "test/drill/a").get(0).content = bytes("dr1ll");
    scene.s3.mark(RAW, "test/drill/a");

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.ALTERED);
  }

  @Test
  void readsOnlyRecordOfCanaryThatExpired() {
    LogEntry entry = scene.seal(scene.arriveAt("test/canary/a", "content"));
    scene.s3.removeAll(RAW, "test/canary/a");

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.INTACT);
    scene.s3.removeAll(PROVENANCE, entry.recordKey());
    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.RECORD_GONE);
  }

  @Test
  void doesNotRestoreArchivedCopy() {
    LogEntry entry = promotedYesterday();
    current().isArchived = true;

    Examination found = scene.examine(entry);

    assertThat(found.condition()).isEqualTo(FixityCondition.ARCHIVED);
    assertThat(found.rung()).isEqualTo(Rung.ATTESTED);
    assertThat(found.bytes()).isZero();
  }

  @Test
  void tellsArchivedObjectThatWasPutOver() {
    LogEntry entry = promotedYesterday();
    scene.s3.put(RAW, processed(KEY), bytes("forged!")).isArchived = true;

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.SHADOWED);
  }

  @Test
  void tellsOtherKey() {
    LogEntry entry = promotedYesterday();
    current().encryption = new Encryption("aws:kms", "arn:aws:kms:eu:1:key/k2", true);

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.REENCRYPTED);
  }

  @Test
  void tellsOtherMethod() {
    LogEntry entry = promotedYesterday();
    current().encryption = new Encryption("AES256", null, false);

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.REENCRYPTED);
  }

  @Test
  void acceptsBucketKeyAndKeyById() {
    LogEntry entry = promotedYesterday();
    current().encryption = new Encryption("aws:kms", "k1", false);

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void acceptsDefaultKeyOfBucketForObjectWithoutKey() {
    scene.encryption = new Encryption("AES256", null, false);
    scene.promise = new PromotedPromise("k1", null, Instant.MAX);
    LogEntry entry = promotedYesterday();

    current().encryption = VersionedObjects.KMS;
    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.INTACT);
    current().encryption = new Encryption("aws:kms", "arn:aws:kms:eu:1:key/k2", true);
    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.REENCRYPTED);
  }

  @Test
  void asksForRetentionThatResponseLeavesOut() {
    LogEntry entry = promotedYesterday();
    scene.promise = retained(RetentionMode.GOVERNANCE, Instant.EPOCH);
    current().lockMode = "GOVERNANCE";
    current().retainUntil = current().lastModified.plus(Duration.ofDays(30));
    current().hidesRetention = true;

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void takesDeniedRetentionForNoDefect() {
    LogEntry entry = promotedYesterday();
    scene.promise = retained(RetentionMode.GOVERNANCE, Instant.EPOCH);
    scene.s3.before =
        call -> {
          if (call.startsWith("retention ")) {
            throw new UnreadableException("S3 answered 403 AccessDenied");
          }
        };

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.UNREADABLE);
  }

  @Test
  void tellsRetentionThatIsGoneOrShorter() {
    LogEntry entry = promotedYesterday();
    scene.promise = retained(RetentionMode.GOVERNANCE, Instant.EPOCH);
    Instant copied = current().lastModified;

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.RETENTION_WEAKENED);
    current().lockMode = "GOVERNANCE";
    current().retainUntil = copied.plus(Duration.ofDays(30));
    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.INTACT);
    current().retainUntil = copied.plus(Duration.ofDays(29));
    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.RETENTION_WEAKENED);
  }

  @Test
  void readsOwnCopyOfSupersededVersionThatWasCopiedOnTop() {
    LogEntry older = scene.promoted(KEY, "older");
    LogEntry newer = promotedYesterday();
    scene.s3.put(RAW, processed(KEY), bytes("older")).encryption =
        new Encryption("AES256", null, false);

    assertThat(scene.condition(older)).isEqualTo(FixityCondition.INTACT);
    assertThat(scene.condition(newer)).isEqualTo(FixityCondition.ROLLED_BACK);
  }

  @Test
  void tellsRetentionWithWeakerMode() {
    LogEntry entry = promotedYesterday();
    scene.promise = retained(RetentionMode.COMPLIANCE, Instant.EPOCH);
    current().lockMode = "GOVERNANCE";
    current().retainUntil = current().lastModified.plus(Duration.ofDays(30));

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.RETENTION_WEAKENED);
  }

  @Test
  void doesNotDemandRetentionThatEndedOrBeganLater() {
    LogEntry entry = promotedYesterday();
    scene.promise = retained(RetentionMode.GOVERNANCE, scene.clock.instant());
    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.INTACT);

    scene.promise = retained(RetentionMode.GOVERNANCE, Instant.EPOCH);
    scene.pass(Duration.ofDays(30));
    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.INTACT);
  }

  private static PromotedPromise retained(RetentionMode mode, Instant since) {
    return new PromotedPromise(null, new PromotedRetention(Duration.ofDays(30), mode), since);
  }

  @Test
  void tellsRecordThatIsGoneOrHidden() {
    LogEntry entry = promotedYesterday();
    scene.s3.mark(PROVENANCE, entry.recordKey());

    Examination found = scene.examine(entry);

    assertThat(found.condition()).isEqualTo(FixityCondition.RECORD_GONE);
    assertThat(found.rung()).isEqualTo(Rung.BYTES);
    assertThat(found.versionId()).isEqualTo(current().id);
  }

  @Test
  void tellsRecordThatIsAltered() {
    LogEntry entry = promotedYesterday();
    scene.s3.put(PROVENANCE, entry.recordKey(), bytes("{}"));

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.RECORD_ALTERED);
  }

  @Test
  void tellsRecordOfOtherVersionAsAltered() {
    LogEntry other = scene.promoted("other", "content");
    LogEntry entry = promotedYesterday();
    byte[] record = scene.s3.current(PROVENANCE, other.recordKey()).content;
    scene.s3.put(PROVENANCE, entry.recordKey(), record);

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.RECORD_ALTERED);
  }

  @Test
  void tellsRecordThatTrustedKeySignedAgain() {
    LogEntry entry = promotedYesterday();
    byte[] record = scene.s3.current(PROVENANCE, entry.recordKey()).content;
    scene.s3.put(PROVENANCE, entry.recordKey(), SignedAgain.of(scene.sealing, record));

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.RECORD_RESIGNED);
  }

  @Test
  void tellsDefectOfObjectBeforeThatOfRecord() {
    LogEntry entry = promotedYesterday();
    scene.s3.removeAll(PROVENANCE, entry.recordKey());
    scene.s3.mark(RAW, processed(KEY));

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.HIDDEN);
  }

  @Test
  void tellsDefectOfRecordWhenObjectIsUnreadable() {
    LogEntry entry = promotedYesterday();
    scene.s3.removeAll(PROVENANCE, entry.recordKey());
    failOn("get processed");

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.RECORD_GONE);
  }

  @Test
  void isUnreadableWhereAnyRequestFails() {
    LogEntry entry = promotedYesterday();
    LogEntry newer = scene.promoted(KEY, "newer");
    scene.pass(DAY);

    for (String call : new String[] {"get records", "get processed", "versions", "keys", "head"}) {
      failOn(call);
      Examination found = scene.examine(entry);
      assertThat(found.condition()).as(call).isEqualTo(FixityCondition.UNREADABLE);
      assertThat(found.detail()).as(call).contains("S3 answered 403 AccessDenied");
    }
    scene.s3.before = call -> {};
    assertThat(scene.condition(newer)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void takesNoRecordThatIsCutForMissingOne() {
    LogEntry older = scene.promoted(KEY, "older");
    LogEntry newer = promotedYesterday();
    scene.s3.before =
        call -> scene.s3.endsAfter = call.equals("get " + newer.recordKey()) ? 10 : -1;

    Examination found = scene.examine(older);

    assertThat(found.condition()).isEqualTo(FixityCondition.UNREADABLE);
    assertThat(found.detail()).isEqualTo("the read of a record of the key ended early");
  }

  @Test
  void isUnreadableWhereExaminationFails() {
    LogEntry entry = promotedYesterday();
    scene.s3.before =
        call -> {
          if (call.startsWith("get processed")) {
            throw new IllegalStateException("a defect with text of a writer");
          }
        };

    Examination found = scene.examine(entry);

    assertThat(found.condition()).isEqualTo(FixityCondition.UNREADABLE);
    assertThat(found.detail()).isEqualTo("the examination failed: IllegalStateException");
  }

  private void failOn(String prefix) {
    scene.s3.before =
        call -> {
          if (call.startsWith(prefix)) {
            throw new UnreadableException("S3 answered 403 AccessDenied");
          }
        };
  }

  @Test
  void sealsNothingByInvalidRecord() {
    LogEntry entry = promotedYesterday();
    Stored forged = scene.s3.put(RAW, processed(KEY), bytes("forged!"));
    ObjectVersion made = new ObjectVersion(RAW, incoming(KEY), "made-up");
    scene.s3.put(PROVENANCE, RecordKey.of(made), bytes("{\"sha256\":\"" + forged.id));

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.SHADOWED);
  }
}
