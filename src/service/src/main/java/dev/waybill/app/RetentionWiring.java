package dev.waybill.app;

import dev.waybill.alert.Report;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3Retention;
import dev.waybill.ops.RetentionMeters;
import dev.waybill.provenance.RetentionFindings;
import dev.waybill.provenance.RetentionRenewal;
import dev.waybill.settings.ProvenanceSettings;
import dev.waybill.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Wiring of the renewal of retentions. */
final class RetentionWiring {
  private RetentionWiring() {}

  /**
   * Returns the renewal for readers of the provenance bucket. Reading does not wait for the
   * registration of a finding.
   *
   * @param findings receives the findings; never throws
   */
  static RetentionRenewal of(
      AwsClients aws, Settings settings, Consumer<Report> findings, MeterRegistry meters) {
    ProvenanceSettings provenance = settings.provenance();
    Clock clock = Clock.systemUTC();
    RetentionFindings reports =
        new RetentionFindings(
            provenance.bucket(),
            report -> {
              CompletableFuture<Void> unused =
                  CompletableFuture.runAsync(() -> findings.accept(report));
            },
            clock);
    return new RetentionRenewal(
        provenance.retention(),
        provenance.renewBefore(),
        new S3Retention(aws.s3(), provenance.bucket()),
        new RetentionMeters(meters, reports),
        clock);
  }
}
