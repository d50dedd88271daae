package dev.waybill.fixity.shape;

import static dev.waybill.fixity.shape.CustodyModel.RAW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.model.Digested;
import dev.waybill.model.ObjectAttributes;
import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import dev.waybill.provenance.InMemorySealing;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.CustodyScopes;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordedCopiesTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final ObjectVersion SOURCE = new ObjectVersion(RAW.bucket(), "incoming/k", "v1");
  private static final ObjectVersion COPY = new ObjectVersion(RAW.bucket(), "processed/k", "v2");
  private static final Sha256 SEALED = Sha256.hash("sealed");

  private final InMemorySealing sealing = new InMemorySealing(Clock.systemUTC());
  private final Map<ObjectVersion, ObjectAttributes> attributes = new HashMap<>();
  private final RecordedCopies copies =
      new RecordedCopies(
          version -> Optional.ofNullable(attributes.get(version)),
          sealing.records(),
          CustodyScopes.of(RAW));

  private void seal() {
    var unused =
        sealing.seal(
            new Digested(
                new Received(SOURCE, Purpose.PROMOTE, null, null, null, NOW, "m", NOW),
                SEALED,
                null,
                6,
                "etag",
                null,
                new Encryption("aws:kms", null, true),
                Map.of(),
                Map.of(),
                null,
                NOW,
                NOW,
                Hasher.WAYBILL,
                null));
  }

  private void put(ObjectVersion version, @Nullable String checksum) {
    attributes.put(
        version,
        new ObjectAttributes(
            6,
            "other",
            checksum,
            "FULL_OBJECT",
            new Encryption("aws:kms", null, true),
            Map.of(),
            Map.of(),
            null,
            NOW));
  }

  @Test
  void copyWithSealedBytesIsIntact() {
    seal();
    put(COPY, SEALED.base64());

    assertThat(copies.examine(COPY)).isEqualTo(FixityCondition.INTACT);
  }

  @Test
  void versionWithOtherBytesIsExtra() {
    seal();
    put(COPY, Sha256.hash("other").base64());

    assertThat(copies.examine(COPY)).isEqualTo(FixityCondition.EXTRA);
  }

  @Test
  void versionWithoutChecksumIsExtra() {
    seal();
    put(COPY, null);

    assertThat(copies.examine(COPY)).isEqualTo(FixityCondition.EXTRA);
  }

  @Test
  void versionOfKeyWithoutRecordIsExtra() {
    put(COPY, SEALED.base64());

    assertThat(copies.examine(COPY)).isEqualTo(FixityCondition.EXTRA);
  }

  @Test
  void versionThatCannotBeSeenIsUnreadable() {
    seal();

    assertThat(copies.examine(COPY)).isEqualTo(FixityCondition.UNREADABLE);
  }

  @Test
  void versionBesideInvalidRecordIsUnreadable() {
    sealing.store().forge(SOURCE, new byte[] {1});
    put(COPY, SEALED.base64());

    assertThat(copies.examine(COPY)).isEqualTo(FixityCondition.UNREADABLE);
  }

  @Test
  void findsPromotedVersion() {
    seal();
    put(COPY, SEALED.base64());

    assertThat(copies.isCopy(COPY)).isTrue();
  }

  @Test
  void otherBytesInPlaceOfCopyAreNotPromoted() {
    seal();
    put(COPY, Sha256.hash("other").base64());

    assertThat(copies.isCopy(COPY)).isFalse();
  }

  @Test
  void copyThatCannotBeSeenIsNotTakenForPromoted() {
    seal();

    assertThat(copies.isCopy(COPY)).isFalse();
  }

  @Test
  void versionBesideInvalidRecordIsNotTakenForPromoted() {
    sealing.store().forge(SOURCE, new byte[] {1});
    put(COPY, SEALED.base64());

    assertThat(copies.isCopy(COPY)).isFalse();
  }

  @Test
  void versionOutsideOfPromotedOnesIsNoCopy() {
    seal();
    put(SOURCE, SEALED.base64());

    assertThat(copies.isCopy(SOURCE)).isFalse();
  }

  @Test
  void attributesOfVersionWithoutRecordAreNotRequested() {
    RecordedCopies strict =
        new RecordedCopies(
            version -> {
              throw new AssertionError("requested: " + version);
            },
            sealing.records(),
            CustodyScopes.of(RAW));

    assertThat(strict.isCopy(COPY)).isFalse();
  }
}
