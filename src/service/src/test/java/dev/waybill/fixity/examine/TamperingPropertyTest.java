package dev.waybill.fixity.examine;

import static dev.waybill.fixity.examine.CustodyScene.PROVENANCE;
import static dev.waybill.fixity.examine.CustodyScene.RAW;
import static dev.waybill.fixity.examine.CustodyScene.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.examine.HonestCustody.Operation;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Sha256;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TamperingPropertyTest {
  /** Operation with a choice. */
  record Step(Operation operation, int choice) {}

  /** Ways to tamper with a promoted object, by what they are called. */
  enum Tampering {
    ALTER(FixityCondition.ALTERED),
    TRUNCATE(FixityCondition.TRUNCATED),
    DELETE(FixityCondition.GONE),
    HIDE(FixityCondition.HIDDEN),
    REPLACE(FixityCondition.REPLACED),
    SHADOW(FixityCondition.SHADOWED),
    SHADOW_WITHOUT_SHA256(FixityCondition.SHADOWED),
    ROLL_BACK(FixityCondition.ROLLED_BACK),
    ENCRYPT(FixityCondition.REENCRYPTED),
    DELETE_RECORD(FixityCondition.RECORD_GONE),
    ALTER_RECORD(FixityCondition.RECORD_ALTERED),
    SIGN_RECORD(FixityCondition.RECORD_RESIGNED);

    private final FixityCondition condition;

    Tampering(FixityCondition condition) {
      this.condition = condition;
    }
  }

  @Provide
  static Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(Operation.class), Arbitraries.integers().between(0, 3))
        .as(Step::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(40);
  }

  private static HonestCustody run(List<Step> steps) {
    HonestCustody custody = new HonestCustody();
    steps.forEach(it -> custody.run(it.operation(), it.choice()));
    return custody;
  }

  @Property(tries = 200)
  void findsNoDefectAfterHonestOperations(@ForAll("steps") List<Step> steps) {
    HonestCustody custody = run(steps);

    for (LogEntry entry : custody.entries) {
      assertThat(custody.scene.condition(entry))
          .isIn(FixityCondition.INTACT, FixityCondition.IN_FLIGHT);
    }
    custody.scene.pass(Duration.ofHours(1));
    for (LogEntry entry : custody.entries) {
      Examination found = custody.scene.examine(entry);
      assertThat(found.condition()).isEqualTo(FixityCondition.INTACT);
      assertThat(found.rung()).isEqualTo(Rung.BYTES);
      assertThat(found.bytes()).isGreaterThanOrEqualTo(entry.size());
    }
  }

  @Property(tries = 200)
  void namesWhatWasDoneToOneObject(@ForAll("steps") List<Step> steps, @ForAll Tampering tampering) {
    HonestCustody custody =
        run(steps.stream().filter(it -> it.operation() != Operation.COPY_BY_USER).toList());
    LogEntry entry = custody.current("a");
    Assume.that(entry != null);
    custody.scene.pass(Duration.ofDays(1));

    Assume.that(tamper(custody, Objects.requireNonNull(entry), tampering));

    assertThat(custody.scene.condition(entry)).isEqualTo(tampering.condition);
    custody.entries.stream()
        .filter(it -> !it.version().key().equals(entry.version().key()))
        .forEach(it -> assertThat(custody.scene.condition(it)).isEqualTo(FixityCondition.INTACT));
  }

  /** Returns false when the history of the key does not allow it. */
  private static boolean tamper(HonestCustody custody, LogEntry entry, Tampering tampering) {
    VersionedObjects s3 = custody.scene.s3;
    String key = Objects.requireNonNull(entry.destinationKey());
    VersionedObjects.Stored current = Objects.requireNonNull(s3.current(RAW, key));
    switch (tampering) {
      case ALTER -> current.content = bytes("altered !");
      case TRUNCATE -> current.content = bytes("cont");
      case DELETE, REPLACE -> {
        s3.removeAll(RAW, key);
        s3.remove(RAW, entry.version().key(), entry.version().versionId());
        if (tampering == Tampering.REPLACE) {
          s3.put(RAW, key, bytes("forged  !"));
        }
      }
      case HIDE -> s3.mark(RAW, key);
      case SHADOW -> s3.put(RAW, key, bytes("forged  !"));
      case SHADOW_WITHOUT_SHA256 -> s3.put(RAW, key, bytes("forged  !")).checksum = null;
      case ROLL_BACK -> {
        // Beside an equal copy that is older, a retained version cannot be told from one that
        // waits.
        return !custody.isAtSource(entry) && rollBack(custody, entry, key);
      }
      case ENCRYPT -> current.encryption = new Encryption("aws:kms", "of-a-stranger", false);
      case DELETE_RECORD -> s3.mark(PROVENANCE, entry.recordKey());
      case ALTER_RECORD -> s3.put(PROVENANCE, entry.recordKey(), bytes("{}"));
      case SIGN_RECORD ->
          s3.put(
              PROVENANCE,
              entry.recordKey(),
              SignedAgain.of(
                  custody.scene.sealing, s3.current(PROVENANCE, entry.recordKey()).content));
    }
    // Any check of the same bytes in parts is not that of the entry, and says nothing about it.
    return entry.sha256().base64().equals(current.checksum)
        || (tampering != Tampering.ALTER && tampering != Tampering.TRUNCATE);
  }

  /** Copies an older version with other bytes on top, if there is one. */
  private static boolean rollBack(HonestCustody custody, LogEntry entry, String key) {
    List<LogEntry> older =
        custody.entries.stream()
            .filter(it -> key.equals(it.destinationKey()))
            .filter(it -> !it.sha256().equals(entry.sha256()))
            .toList();
    for (LogEntry one : older) {
      for (int content = 0; content < 4; content++) {
        String text = "content " + content;
        if (Sha256.hash(text).equals(one.sha256()) && custody.isOlder(one, entry)) {
          custody.scene.s3.put(RAW, key, bytes(text));
          return true;
        }
      }
    }
    return false;
  }
}
