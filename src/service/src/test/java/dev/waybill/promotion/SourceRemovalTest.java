package dev.waybill.promotion;

import static dev.waybill.promotion.Versions.A;
import static dev.waybill.promotion.Versions.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.model.Copied;
import dev.waybill.model.Digested;
import dev.waybill.model.Sealed;
import dev.waybill.record.object.ObjectVersion;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Check of the source before it is deleted. */
final class SourceRemovalTest {
  private final InMemoryBucket bucket = new InMemoryBucket();
  private final SourceRemoval removal = new SourceRemoval(bucket);

  @Test
  void releasesExactlyTheVersionThatWasCopied() {
    Copied copied = copied("v1");
    put(copied, "etag");

    assertThat(removal.source(copied)).isEqualTo(new ObjectVersion("raw", "incoming/k", "v1"));
  }

  @Test
  void releasesUnchangedNullVersion() {
    Copied copied = copied(ObjectVersion.NULL_VERSION);
    put(copied, "etag");

    assertThat(removal.source(copied)).isEqualTo(copied.version());
  }

  @Test
  void releasesNullVersionThatIsGone() {
    Copied copied = copied(ObjectVersion.NULL_VERSION);

    assertThat(removal.source(copied)).isEqualTo(copied.version());
  }

  /** Bytes that were written after the copy are neither sealed nor promoted. */
  @Test
  void keepsNullVersionThatWasOverwrittenAfterItsCopy() {
    Copied copied = copied(ObjectVersion.NULL_VERSION);
    put(copied, "another");

    assertThatThrownBy(() -> removal.source(copied))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("overwritten");
  }

  private void put(Copied copied, String eTag) {
    Digested digested = copied.sealed().digested();
    bucket.put(
        new BucketVersion(
            digested.version(), B, null, eTag, new Appearance(Map.of(), Map.of(), Map.of(), null)));
  }

  private static Copied copied(String id) {
    Digested digested = Versions.digested(id, A, null);
    return new Copied(
        new Sealed(digested, "provenance", "record", Instant.EPOCH, false),
        new ObjectVersion("raw", "processed/k", "copy"),
        "verified",
        Instant.EPOCH,
        false);
  }
}
