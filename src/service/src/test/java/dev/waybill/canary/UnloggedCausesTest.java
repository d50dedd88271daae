package dev.waybill.canary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UnloggedCausesTest {
  private final ScriptedTrail trail = new ScriptedTrail();
  private final UnloggedCauses causes = new UnloggedCauses(trail, "events", "logs");

  @Test
  void reports_a_missing_trail() {
    trail.failure = CanaryTrail.TrailException.missing(new IllegalStateException());

    assertThat(what()).isEqualTo("there is no trail events");
  }

  @Test
  void reports_an_unreadable_trail_with_its_error_code() {
    trail.failure =
        CanaryTrail.TrailException.unreadable("AccessDenied", new IllegalStateException());

    assertThat(what()).isEqualTo("the state of the trail events cannot be read (AccessDenied)");
  }

  @Test
  void reports_a_stopped_trail() {
    trail.logging = false;

    assertThat(what()).isEqualTo("the trail events is stopped");
  }

  @Test
  void reports_a_trail_that_delivers_to_another_bucket() {
    trail.bucket = "other";

    assertThat(what()).isEqualTo("the trail events delivers to other");
  }

  @Test
  void reports_a_trail_that_does_not_cover_the_bucket() {
    trail.covers = false;

    assertThat(what()).isEqualTo("the trail events does not select data events of raw");
  }

  @Test
  void reports_a_trail_that_cannot_deliver() {
    trail.deliveryError = "KMS.DisabledException";

    assertThat(what()).isEqualTo("the trail events cannot deliver (KMS.DisabledException)");
  }

  @Test
  void reports_a_trail_without_a_defect_as_late() {
    assertThat(what())
        .isEqualTo("the trail events logs and delivers, but the event has not arrived");
  }

  private String what() {
    Cause cause = causes.find(SealedCanary.canary());
    assertThat(cause.step()).isEqualTo(Step.LOGGED);
    assertThat(cause.fix()).isNotEmpty();
    return cause.what();
  }

  /** Trail in the state that a test sets. */
  private static final class ScriptedTrail implements CanaryTrail {
    private boolean logging = true;
    private String bucket = "logs";
    private boolean covers = true;
    private String deliveryError = "";
    private TrailException failure;

    @Override
    public Status status() throws TrailException {
      if (failure != null) {
        throw failure;
      }
      return new Status(logging, deliveryError);
    }

    @Override
    public String bucket() {
      return bucket;
    }

    @Override
    public boolean covers(String asked, String key) {
      return covers;
    }
  }
}
