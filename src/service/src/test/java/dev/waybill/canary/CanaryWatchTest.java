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
  private static final Duration SEALED = Duration.ofMinutes(1);
  private static final Duration LOGGED = Duration.ofMinutes(10);

  @TempDir Path folder;
  private final ScriptedSights sights = new ScriptedSights();
  private SealedCanary sealed;
  private CanaryWatch watch;

  @BeforeEach
  void key() throws IOException {
    sealed = new SealedCanary(key("own.p12"));
    watch = new CanaryWatch(sights, new RecordVerifier(sealed.key().trusted()), SEALED, LOGGED);
  }

  private SigningKey key(String name) throws IOException {
    SigningKey.create(folder.resolve(name), "secret", "signer");
    return SigningKey.load(folder.resolve(name), "secret", "signer");
  }

  @Test
  void a_canary_that_is_sealed_and_logged_is_well_with_the_record_s_own_times() {
    sights.record = sealed.record();
    sights.logged = true;

    Canary canary = look(5);

    assertThat(canary.isThrough()).isTrue();
    assertThat(canary.isWell()).isTrue();
    assertThat(latency(canary, Step.NOTIFIED)).hasSeconds(1);
    assertThat(latency(canary, Step.SEALED)).hasSeconds(2);
    assertThat(latency(canary, Step.VERIFIED)).hasSeconds(5);
    assertThat(latency(canary, Step.LOGGED)).hasSeconds(5);
  }

  @Test
  void an_event_that_athena_does_not_find_is_missing_two_minutes_after_it_must_be_logged() {
    sights.record = sealed.record();
    sights.logged = true;
    sights.queryable = false;

    assertThat(look(719).isThrough()).isFalse();
    Canary canary = look(720);

    assertThat(status(canary, Step.LOGGED)).isEqualTo(Status.REACHED);
    assertThat(canary.findings()).extracting(StepResult::step).containsExactly(Step.QUERYABLE);
    assertThat(canary.ended().get(Step.QUERYABLE).detail()).contains("Athena does not find it");
  }

  @Test
  void an_athena_that_refuses_is_waited_for_and_then_told() {
    sights.record = sealed.record();
    sights.logged = true;
    sights.queryFailure = new IllegalStateException("AccessDenied");

    assertThat(look(5).isThrough()).isFalse();
    assertThat(look(720).ended().get(Step.QUERYABLE).detail())
        .isEqualTo("the log through Athena cannot be read (IllegalStateException)");
  }

  @Test
  void where_audits_are_off_athena_is_not_waited_for() {
    sights.record = sealed.record();
    sights.logged = true;
    sights.queryable = null;

    assertThat(status(look(5), Step.QUERYABLE)).isEqualTo(Status.SKIPPED);
  }

  @Test
  void what_is_not_logged_is_not_asked_for() {
    sights.record = sealed.record();

    Canary canary = look(600);

    assertThat(status(canary, Step.QUERYABLE)).isEqualTo(Status.SKIPPED);
    assertThat(canary.findings()).extracting(StepResult::step).containsExactly(Step.LOGGED);
  }

  @Test
  void what_is_not_there_yet_is_waited_for() {
    Canary canary = look(59);

    assertThat(canary).isEqualTo(SealedCanary.canary());
    assertThat(canary.isThrough()).isFalse();
  }

  @Test
  void what_is_not_sealed_in_time_is_missing_with_its_cause() {
    Canary canary = look(60);

    assertThat(canary.findings()).hasSize(1);
    assertThat(canary.ended().get(Step.NOTIFIED))
        .isEqualTo(
            new StepResult(Step.NOTIFIED, Status.MISSING, SEALED, "nobody takes it", "start it"));
    assertThat(status(canary, Step.SEALED)).isEqualTo(Status.SKIPPED);
    assertThat(status(canary, Step.VERIFIED)).isEqualTo(Status.SKIPPED);
    assertThat(canary.hasEnded(Step.LOGGED)).isFalse();
  }

  @Test
  void what_was_given_up_had_been_heard_of() {
    sights.heldUp = Step.SEALED;

    Canary canary = look(60);

    assertThat(status(canary, Step.NOTIFIED)).isEqualTo(Status.REACHED);
    assertThat(status(canary, Step.SEALED)).isEqualTo(Status.MISSING);
  }

  @Test
  void a_record_that_comes_at_the_last_moment_is_in_time() {
    sights.record = sealed.record();

    assertThat(look(60).isWell()).isTrue();
  }

  @Test
  void what_is_not_logged_in_time_is_missing_with_its_cause() {
    sights.record = sealed.record();

    Canary canary = look(600);

    assertThat(canary.findings())
        .extracting(StepResult::detail)
        .containsExactly("the trail is stopped");
    assertThat(canary.isThrough()).isTrue();
  }

  @Test
  void a_record_of_a_stranger_is_wrong() throws IOException {
    sights.record = new SealedCanary(key("stranger.p12")).record();

    verifiedWrong("the record does not hold: signed under a key that is not trusted");
  }

  @Test
  void a_record_that_is_none_is_wrong() {
    sights.record = "{\"${x}\":1}".getBytes(StandardCharsets.UTF_8);

    verifiedWrong("the record does not hold: ");
  }

  @Test
  void a_record_of_other_bytes_is_wrong() {
    sights.record = sealed.record("v1", new Sha256("cd".repeat(32)), UPLOADED.plusSeconds(1));

    verifiedWrong("the record is of another object, or states another digest");
  }

  @Test
  void a_record_of_another_version_is_wrong() {
    sights.record = sealed.record("v2", DIGEST, UPLOADED.plusSeconds(1));

    verifiedWrong("the record is of another object, or states another digest");
  }

  @Test
  void a_network_that_fails_is_waited_for_and_then_told() {
    sights.failure = new IllegalStateException("secret of a library");

    assertThat(look(59)).isEqualTo(SealedCanary.canary());
    assertThat(look(600).findings())
        .extracting(StepResult::detail)
        .containsExactly(
            "the provenance bucket cannot be read (IllegalStateException)",
            "the log bucket cannot be read (IllegalStateException)");
  }

  @Test
  void a_cause_that_cannot_be_found_is_told() {
    sights.causeFailure = new IllegalStateException("denied");

    assertThat(look(600).findings())
        .allSatisfy(it -> assertThat(it.detail()).startsWith("the cause cannot be looked for"));
  }

  @Test
  void clocks_that_disagree_make_no_negative_time() {
    sights.record = sealed.record("v1", DIGEST, UPLOADED.minusSeconds(30));

    assertThat(latency(look(5), Step.NOTIFIED)).isZero();
  }

  @Test
  void a_canary_that_was_refused_is_not_looked_for() {
    Canary refused =
        Canary.uploaded("raw", "test/canary/a.txt", null, DIGEST, UPLOADED)
            .wrong(Step.ACCEPTED, UPLOADED, "denied", "allow it")
            .skipping(Step.VERSIONED, "waits for accepted");
    sights.failure = new IllegalStateException("nobody should ask");

    assertThat(watch.look(refused, UPLOADED.plusSeconds(6000))).isEqualTo(refused);
    assertThat(refused.isThrough()).isTrue();
  }

  /** Whatever is seen in whatever order: what has ended stays, and in the end all has ended. */
  @Test
  void a_step_that_ended_never_changes_and_every_canary_gets_through() {
    Random random = new Random(7);
    byte[][] records = {null, sealed.record(), new byte[] {1}};
    for (int run = 0; run < 300; run++) {
      Canary canary = SealedCanary.canary();
      Instant now = UPLOADED;
      while (!canary.isThrough()) {
        sights.record = records[random.nextInt(records.length)];
        sights.logged = random.nextInt(20) == 0;
        sights.failure = random.nextInt(5) == 0 ? new IllegalStateException("x") : null;
        now = now.plusSeconds(random.nextInt(40));
        Canary next = watch.look(canary, now);
        assertThat(next.ended()).containsAllEntriesOf(canary.ended());
        canary = next;
        assertThat(now).isBefore(UPLOADED.plus(LOGGED).plusSeconds(80));
      }
    }
  }

  private void verifiedWrong(String detail) {
    Canary canary = look(5);

    assertThat(status(canary, Step.SEALED)).isEqualTo(Status.REACHED);
    assertThat(status(canary, Step.VERIFIED)).isEqualTo(Status.WRONG);
    assertThat(canary.ended().get(Step.VERIFIED).detail()).startsWith(detail);
    assertThat(canary.findings()).hasSize(1);
  }

  private Canary look(long seconds) {
    return watch.look(SealedCanary.canary(), UPLOADED.plusSeconds(seconds));
  }

  private static Duration latency(Canary canary, Step step) {
    return canary.ended().get(step).latency();
  }

  private static Status status(Canary canary, Step step) {
    return canary.ended().get(step).status();
  }
}
