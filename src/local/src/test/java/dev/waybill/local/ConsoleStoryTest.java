package dev.waybill.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.AlreadyDone;
import dev.waybill.model.CanarySealed;
import dev.waybill.model.Copied;
import dev.waybill.model.Digested;
import dev.waybill.model.Outcome;
import dev.waybill.model.Promoted;
import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import dev.waybill.model.RejectReason;
import dev.waybill.model.Rejected;
import dev.waybill.model.Sealed;
import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import dev.waybill.model.Superseded;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ConsoleStoryTest {
  /** Control, format, separator and surrogate characters. */
  private static final String CONTROLS = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]";

  /** Text that clears the screen, rings the bell, reverses the text direction and starts a line. */
  private static final String HOSTILE =
      "\u001b[2J\u009b2J\u0007\u202e\u2028\r\nsealed at  s3://forged";

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ConsoleStory story = new ConsoleStory(new PrintStream(printed, true, UTF_8));

  @Test
  void printsOneLinePerStage() {
    Copied copied = copied("incoming/a b", "version-1");
    Sealed sealed = copied.sealed();
    story.reached(sealed.digested().received());
    story.reached(sealed.digested());
    story.reached(sealed);
    story.reached(copied);
    story.logged(sealed, "entry 0 of a log of 1");

    assertThat(lines())
        .containsExactly(
            "  [versio]  received   s3://raw/incoming/a%20b?versionId=version-1",
            "  [versio]  sha256     " + "ab".repeat(32) + "  (3 bytes)",
            "  [versio]  sealed at  s3://provenance/records/r",
            "  [versio]  promoted to s3://raw/processed/a%20b?versionId=version-1  (by S3)",
            "  [versio]  logged as  entry 0 of a log of 1");
  }

  @Test
  void printsOneLinePerOutcome() {
    Copied copied = copied("incoming/a", "v");
    Sealed sealed = copied.sealed();
    List<Outcome> outcomes =
        List.of(
            new Promoted(copied),
            new AlreadyDone(copied.version(), "records/r", null),
            new Superseded(sealed, false),
            new CanarySealed(sealed),
            new Skipped(SkipReason.FOLDER_MARKER, "detail"),
            new Rejected(RejectReason.KMS_DENIED, "S3 403 KMS.Disabled", null));
    outcomes.forEach(outcome -> story.ended(outcome, Duration.ofMillis(12)));
    story.willRetry("20-seal", new IOException("reset"));

    assertThat(lines().stream().map(String::strip))
        .containsExactly(
            "[v]  promoted in 12 ms",
            "[v]  already-done in 12 ms",
            "[v]  superseded in 12 ms",
            "[v]  canary-sealed in 12 ms",
            "[queue]  skipped-folder-marker in 12 ms",
            "[queue]  rejected-kms-denied: S3 403 KMS.Disabled in 12 ms",
            "20-seal failed, retrying");
  }

  @Test
  void escapesUntrustedInput() {
    printAll(HOSTILE);

    assertThat(lines()).hasSize(7);
    assertThat(lines()).noneMatch(line -> line.strip().startsWith("sealed at"));
    assertThat(lines()).noneMatch(line -> line.matches(".*" + CONTROLS + ".*"));
  }

  @Property
  void printsEveryEventOnOneLine(@ForAll String untrusted) {
    printed.reset();
    printAll("x" + untrusted);

    assertThat(printed.toString(UTF_8).split("\n", -1)).hasSize(7 + 1);
    assertThat(String.join("", lines())).doesNotContainPattern(CONTROLS);
  }

  private void printAll(String untrusted) {
    Copied copied = copied("incoming/" + untrusted, untrusted);
    story.reached(copied.sealed().digested().received());
    story.reached(copied.sealed().digested());
    story.reached(copied.sealed());
    story.reached(copied);
    story.ended(new Promoted(copied), Duration.ZERO);
    story.ended(new Rejected(RejectReason.RETRIES_EXHAUSTED, untrusted, null), Duration.ZERO);
    story.willRetry("seal" + untrusted, new IOException(untrusted));
  }

  private List<String> lines() {
    return List.of(printed.toString(UTF_8).split("\n", -1)).stream()
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static Copied copied(String key, String versionId) {
    Received received =
        new Received(
            new ObjectVersion("raw", key, versionId),
            Purpose.PROMOTE,
            null,
            null,
            null,
            Instant.EPOCH,
            "message",
            Instant.EPOCH);
    Digested digested =
        new Digested(
            received,
            new Sha256("ab".repeat(32)),
            null,
            3,
            "etag",
            null,
            new Encryption(null, null, false),
            Map.of(),
            Map.of(),
            null,
            Instant.EPOCH,
            Instant.EPOCH,
            Hasher.WAYBILL,
            null);
    Sealed sealed = new Sealed(digested, "provenance", "records/r", Instant.EPOCH, false);
    ObjectVersion destination =
        new ObjectVersion("raw", key.replaceFirst("incoming/", "processed/"), versionId);
    return new Copied(sealed, destination, "by S3", Instant.EPOCH, false);
  }
}
