package dev.waybill.canary;

import static dev.waybill.canary.SealedCanary.DIGEST;
import static dev.waybill.canary.SealedCanary.UPLOADED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.canary.StepResult.Status;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.object.Sha256;
import dev.waybill.signing.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CanaryWatchTest {
  private static final Duration SEALED_WITHIN = Duration.ofMinutes(1);
  private static final Duration LOGGED_WITHIN = Duration.ofMinutes(10);

  @TempDir Path folder;
  private final ScriptedCanaryProbes probes = new ScriptedCanaryProbes();
  private SealedCanary sealed;
  private CanaryWatch watch;

  @BeforeEach
  void createWatch() throws IOException {
    sealed = new SealedCanary(key("own.p12"));
    watch =
        new CanaryWatch(
            probes, new RecordVerifier(sealed.key().trusted()), SEALED_WITHIN, LOGGED_WITHIN);
  }

  private SigningKey key(String name) throws IOException {
    SigningKey.create(folder.resolve(name), "secret", "signer");
    return SigningKey.load(folder.resolve(name), "secret", "signer");
  }

  @Test
  void takesTheLatenciesOfAHealthyCanaryFromItsRecord() {
    probes.record = sealed.record();
    probes.logged = true;

    Canary canary = check(5);

    assertThat(canary.isComplete()).isTrue();
    assertThat(canary.isHealthy()).isTrue();
    assertThat(latency(canary, Step.NOTIFIED)).hasSeconds(1);
    assertThat(latency(canary, Step.SEALED)).hasSeconds(2);
    assertThat(latency(canary, Step.VERIFIED)).hasSeconds(5);
    assertThat(latency(canary, Step.LOGGED)).hasSeconds(5);
  }

  @Test
  void reportsAnEventMissingInAthenaTwoMinutesAfterTheLoggingLimit() {
    probes.record = sealed.record();
    probes.logged = true;
    probes.queryable = false;

    assertThat(check(719).isComplete()).isFalse();
    Canary canary = check(720);

    assertThat(status(canary, Step.LOGGED)).isEqualTo(Status.REACHED);
    assertThat(canary.findings()).extracting(StepResult::step).containsExactly(Step.QUERYABLE);
    assertThat(canary.resultsByStep().get(Step.QUERYABLE).detail())
        .contains("but Athena does not find it");
  }

  @Test
  void retriesAFailingAthenaAndThenReportsIt() {
    probes.record = sealed.record();
    probes.logged = true;
    probes.queryFailure = new IllegalStateException("AccessDenied");

    assertThat(check(5).isComplete()).isFalse();
    assertThat(check(720).resultsByStep().get(Step.QUERYABLE).detail())
        .isEqualTo("the log through Athena cannot be read (IllegalStateException)");
  }

  @Test
  void skipsAthenaWhenAuditsAreDisabled() {
    probes.record = sealed.record();
    probes.logged = true;
    probes.queryable = null;

    assertThat(status(check(5), Step.QUERYABLE)).isEqualTo(Status.SKIPPED);
  }

  @Test
  void skipsAthenaWhenTheUploadIsNotLogged() {
    probes.record = sealed.record();

    Canary canary = check(600);

    assertThat(status(canary, Step.QUERYABLE)).isEqualTo(Status.SKIPPED);
    assertThat(canary.findings()).extracting(StepResult::step).containsExactly(Step.LOGGED);
  }

  @Test
  void keepsTheCanaryUnchangedBeforeTheLimits() {
    Canary canary = check(59);

    assertThat(canary).isEqualTo(SealedCanary.canary());
    assertThat(canary.isComplete()).isFalse();
  }

  @Test
  void reportsALateRecordWithItsCause() {
    Canary canary = check(60);

    assertThat(canary.findings()).hasSize(1);
    assertThat(canary.resultsByStep().get(Step.NOTIFIED))
        .isEqualTo(
            new StepResult(
                Step.NOTIFIED, Status.MISSING, SEALED_WITHIN, "no consumer", "start it"));
    assertThat(status(canary, Step.SEALED)).isEqualTo(Status.SKIPPED);
    assertThat(status(canary, Step.VERIFIED)).isEqualTo(Status.SKIPPED);
    assertThat(canary.hasEnded(Step.LOGGED)).isFalse();
  }

  @Test
  void countsADeadLetteredCanaryAsNotified() {
    probes.lateStep = Step.SEALED;

    Canary canary = check(60);

    assertThat(status(canary, Step.NOTIFIED)).isEqualTo(Status.REACHED);
    assertThat(status(canary, Step.SEALED)).isEqualTo(Status.MISSING);
  }

  @Test
  void acceptsARecordFoundAtTheLimit() {
    probes.record = sealed.record();

    assertThat(check(60).isHealthy()).isTrue();
  }

  @Test
  void reportsALateEventWithItsCause() {
    probes.record = sealed.record();

    Canary canary = check(600);

    assertThat(canary.findings())
        .extracting(StepResult::detail)
        .containsExactly("the trail is stopped");
    assertThat(canary.isComplete()).isTrue();
  }

  @Test
  void rejectsARecordSignedWithAnUntrustedKey() throws IOException {
    probes.record = new SealedCanary(key("untrusted.p12")).record();

    assertNotVerified("the record is invalid: signed under a key that is not trusted");
  }

  @Test
  void rejectsARecordThatCannotBeParsed() {
    probes.record = "{\"${x}\":1}".getBytes(StandardCharsets.UTF_8);

    assertNotVerified("the record is invalid: ");
  }

  @Test
  void rejectsARecordOfAnotherDigest() {
    probes.record = sealed.record("v1", new Sha256("cd".repeat(32)), UPLOADED.plusSeconds(1));

    assertNotVerified("the record is of another object, or its digest is not");
  }

  @Test
  void rejectsARecordOfAnotherVersion() {
    probes.record = sealed.record("v2", DIGEST, UPLOADED.plusSeconds(1));

    assertNotVerified("the record is of another object, or its digest is not");
  }

  @Test
  void retriesAFailingNetworkAndThenReportsIt() {
    probes.failure = new IllegalStateException("secret of a library");

    assertThat(check(59)).isEqualTo(SealedCanary.canary());
    assertThat(check(600).findings())
        .extracting(StepResult::detail)
        .containsExactly(
            "the provenance bucket cannot be read (IllegalStateException)",
            "the log bucket cannot be read (IllegalStateException)");
  }

  @Test
  void reportsThatTheDiagnosisFailed() {
    probes.causeFailure = new IllegalStateException("denied");

    assertThat(check(600).findings())
        .allSatisfy(it -> assertThat(it.detail()).startsWith("the cause cannot be determined"));
  }

  @Test
  void reportsNoNegativeLatencyWhenClocksDisagree() {
    probes.record = sealed.record("v1", DIGEST, UPLOADED.minusSeconds(30));

    assertThat(latency(check(5), Step.NOTIFIED)).isZero();
  }

  @Test
  void doesNotQueryForACanaryThatWasRejected() {
    Canary rejected =
        Canary.uploaded("raw", "test/canary/a.txt", null, DIGEST, UPLOADED)
            .withWrong(Step.ACCEPTED, UPLOADED, "denied", "allow it")
            .withSkippedFrom(Step.VERSIONED, "waits for accepted");
    probes.failure = new IllegalStateException("unexpected query");

    assertThat(watch.check(rejected, UPLOADED.plusSeconds(6000))).isEqualTo(rejected);
    assertThat(rejected.isComplete()).isTrue();
  }

  /** Any sequence of probe results keeps the steps that have ended and ends every step. */
  @Test
  void keepsEndedStepsAndCompletesEveryCanary() {
    Random random = new Random(7);
    byte[][] records = {null, sealed.record(), new byte[] {1}};
    for (int run = 0; run < 300; run++) {
      Canary canary = SealedCanary.canary();
      Instant now = UPLOADED;
      while (!canary.isComplete()) {
        probes.record = records[random.nextInt(records.length)];
        probes.logged = random.nextInt(20) == 0;
        probes.failure = random.nextInt(5) == 0 ? new IllegalStateException("x") : null;
        now = now.plusSeconds(random.nextInt(40));
        Canary next = watch.check(canary, now);
        assertThat(next.resultsByStep()).containsAllEntriesOf(canary.resultsByStep());
        canary = next;
        assertThat(now).isBefore(UPLOADED.plus(LOGGED_WITHIN).plusSeconds(80));
      }
    }
  }

  private void assertNotVerified(String detail) {
    Canary canary = check(5);

    assertThat(status(canary, Step.SEALED)).isEqualTo(Status.REACHED);
    assertThat(status(canary, Step.VERIFIED)).isEqualTo(Status.WRONG);
    assertThat(canary.resultsByStep().get(Step.VERIFIED).detail()).startsWith(detail);
    assertThat(canary.findings()).hasSize(1);
  }

  private Canary check(long seconds) {
    return watch.check(SealedCanary.canary(), UPLOADED.plusSeconds(seconds));
  }

  private static Duration latency(Canary canary, Step step) {
    return canary.resultsByStep().get(step).latency();
  }

  private static Status status(Canary canary, Step step) {
    return canary.resultsByStep().get(step).status();
  }
}
