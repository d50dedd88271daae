package dev.waybill.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scan size of an hourly run, which must not grow with the age of the logs. */
@ExtendWith(CloudExtension.class)
final class AuditCostIT {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
  private static final Instant LAST = Instant.parse("2026-03-10T18:00:00Z");
  private static final int DAYS = 365;

  private final CloudUnderTest cloud;

  AuditCostIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void hourlyRunScansTheSameAfterAYearAsOnTheFirstDay() {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    AuditedLogs logs = AuditedLogs.make(cloud);
    List<AuditQuery> audits =
        AuditCatalog.load(AuditedLogs.HOME).queries().stream()
            .filter(it -> it.window().compareTo(Duration.ofHours(3)) <= 0)
            .filter(it -> it.id().startsWith("S3-0"))
            .toList();
    Instant first = LAST.minus(Duration.ofDays(DAYS - 1));
    deliver(logs, first);
    long firstDay = scanned(logs, audits, first);

    for (int day = 1; day < DAYS; day++) {
      deliver(logs, first.plus(Duration.ofDays(day)));
    }
    long lastDay = scanned(logs, audits, LAST);

    System.out.printf(
        "an hourly run of %d audits scans %,d bytes on the first day, %,d after %d days%n",
        audits.size(), firstDay, lastDay, DAYS);
    assertThat(audits).hasSizeGreaterThan(5);
    assertThat(firstDay).isPositive();
    assertThat(lastDay).isLessThanOrEqualTo(firstDay * 11 / 10);
  }

  private static void deliver(AuditedLogs logs, Instant day) {
    logs.deliver(DAY.format(day), "day", Events.reads(50, day));
  }

  private static long scanned(AuditedLogs logs, List<AuditQuery> audits, Instant now) {
    Window window = Window.last(Duration.ofHours(3), now);
    return logs.scanned(audits.stream().map(it -> ProofDeployment.bind(it, window)).toList());
  }
}
