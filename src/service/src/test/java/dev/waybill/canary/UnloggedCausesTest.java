package dev.waybill.canary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UnloggedCausesTest {
  private final ScriptedTrail trail = new ScriptedTrail();
  private final UnloggedCauses causes = new UnloggedCauses(trail, "events", "logs");

  @Test
  void reportsAMissingTrail() {
    trail.failure = CanaryTrail.TrailException.missing(new IllegalStateException());

    assertThat(what()).isEqualTo("there is no trail events");
  }

  @Test
  void reportsAnUnreadableTrailWithItsErrorCode() {
    trail.failure =
        CanaryTrail.TrailException.unreadable("AccessDenied", new IllegalStateException());

    assertThat(what()).isEqualTo("the state of the trail events cannot be read (AccessDenied)");
  }

  @Test
  void reportsAStoppedTrail() {
    trail.logging = false;

    assertThat(what()).isEqualTo("the trail events is stopped");
  }

  @Test
  void reportsATrailThatDeliversToAnotherBucket() {
    trail.bucket = "other";

    assertThat(what()).isEqualTo("the trail events delivers to other");
  }

  @Test
  void reportsATrailThatDoesNotCoverTheBucket() {
    trail.covers = false;

    assertThat(what()).isEqualTo("the trail events does not select data events of raw");
  }

  @Test
  void reportsATrailThatCannotDeliver() {
    trail.deliveryError = "KMS.DisabledException";

    assertThat(what()).isEqualTo("the trail events cannot deliver (KMS.DisabledException)");
  }

  @Test
  void reportsATrailWithoutADefectAsLate() {
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
    public boolean covers(String name, String key) {
      return covers;
    }
  }
}
