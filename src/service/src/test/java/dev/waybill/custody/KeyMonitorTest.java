package dev.waybill.custody;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.provenance.PublishedKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class KeyMonitorTest {
  private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
  private final List<Report> reports = new ArrayList<>();

  @Test
  void reportsKeyThatIsPublishedWhileTheServiceRuns() {
    PublishedKey odd = PublishedKey.unreadable("keys/odd.pem", "no PUBLIC KEY block", NOW);

    try (KeyMonitor monitor = monitor(() -> List.of(odd))) {
      monitor.check();
    }

    assertThat(reports)
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.class,
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
              assertThat(finding.rule()).isEqualTo("trust-unknown-key");
              assertThat(finding.message())
                  .isEqualTo(
                      "keys/odd.pem of provenance, put at 2030-01-01T12:00:00Z, is no public key of"
                          + " a signer: no PUBLIC KEY block");
              assertThat(finding.resource()).isEqualTo("arn:aws:s3:::provenance/keys/odd.pem");
            });
  }

  @Test
  void goesOnAfterReadThatFails() {
    try (KeyMonitor monitor =
        monitor(
            () -> {
              throw new IllegalStateException("S3 is down");
            })) {
      monitor.check();
    }

    assertThat(reports).isEmpty();
  }

  private KeyMonitor monitor(Supplier<List<PublishedKey>> published) {
    return new KeyMonitor(
        published,
        new KeyFindings("provenance", key -> false),
        reports::add,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
