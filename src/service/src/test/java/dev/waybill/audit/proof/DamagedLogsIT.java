package dev.waybill.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.logfile.DamagedLogFiles;
import dev.waybill.audit.logfile.DamagedLogFiles.Kind;
import dev.waybill.audit.logfile.LogFileInspection;
import dev.waybill.audit.run.InspectedLogs.MendedFile;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Day of log files with one damaged file of each kind among good ones: every audit answers, no
 * record is lost without being told, each damaged file is told once, and judged when it is mended.
 */
@ExtendWith(CloudExtension.class)
final class DamagedLogsIT {
  private static final String DAY = "2026/03/10";
  private static final String GOOD = "good file";

  /** Audits of both views and of the table. */
  private static final List<String> SOME = List.of("CT-01", "S3-01", "PL-02");

  private static final Instant EVENING = Instant.parse("2026-03-10T20:00:00Z");

  private final CloudUnderTest cloud;
  private final List<AuditQuery> audits = AuditCatalog.load(AuditedLogs.HOME).queries();
  private final List<Kind> kinds = DamagedLogFiles.all();
  private final List<Report> reports = new ArrayList<>();
  private final ManualClock clock = new ManualClock(EVENING);

  DamagedLogsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void judgesEverythingReadableTellsTheRestAndJudgesWhatIsMended() {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    cloud.assumeWithout(EmulatorLimit.NO_GLUE);
    AuditedLogs logs = AuditedLogs.make(cloud);
    logs.put(DAY, GOOD + ".json.gz", DamagedLogFiles.mended(GOOD));
    kinds.forEach(it -> logs.put(DAY, it.file(), it.bytes()));
    LogFileInspection files = logs.inspection(reports::add, clock);
    assertThat(logs.failures(statements(files, SOME))).hasSameSizeAs(SOME);

    files.inspect();

    assertThat(found(logs, files))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    DamagedLogFiles.ids(GOOD).stream(),
                    kinds.stream().flatMap(it -> it.judged().stream()))
                .toList());
    assertThat(logs.ask(statements(files, ids()))).hasSameSizeAs(audits);
    assertThat(reports).hasSameSizeAs(kinds);
    kinds.forEach(this::toldWhatIsLost);
    assertThat(inspectAgain(logs)).as("told once").isEmpty();

    kinds.forEach(it -> logs.put(DAY, it.file(), mended(it)));
    reports.clear();
    clock.advance(Duration.ofMinutes(2));
    files.inspect();

    List<Kind> ended = kinds.stream().filter(DamagedLogsIT::isMendable).toList();
    assertThat(reports).filteredOn(FindingEnd.class::isInstance).hasSameSizeAs(ended);
    assertThat(spans(files)).hasSizeGreaterThanOrEqualTo(ended.size());
    assertThat(found(logs, files))
        .contains(
            ended.stream()
                .flatMap(it -> DamagedLogFiles.ids(it.name()).stream())
                .toArray(String[]::new));
    assertThat(inspectAgain(logs)).as("ended once").isEmpty();
  }

  /** Returns whether genuine bytes under the file's name are enough. */
  private static boolean isMendable(Kind kind) {
    return kind.file().endsWith(".json.gz") && !kind.file().startsWith("_");
  }

  private static byte[] mended(Kind kind) {
    return DamagedLogFiles.mended(kind.name());
  }

  private void toldWhatIsLost(Kind kind) {
    assertThat(reports)
        .filteredOn(it -> ((Finding) it).resource().endsWith("/" + kind.file()))
        .singleElement()
        .satisfies(
            it -> {
              Finding finding = (Finding) it;
              boolean whole = kind.lost() == 0 && kind.complete();
              assertThat(finding.severity()).isEqualTo(whole ? Severity.MEDIUM : Severity.HIGH);
              assertThat(finding.details())
                  .containsEntry("judged", Integer.toString(kind.judged().size()))
                  .containsEntry("lost", Long.toString(kind.lost()))
                  .containsEntry("complete", Boolean.toString(kind.complete()))
                  .containsEntry("digest", "not verified yet");
              kind.faults().forEach(fault -> assertThat(finding.message()).contains(fault.text()));
            });
  }

  /** Returns what another replica, or this one after a restart, reports. */
  private List<Report> inspectAgain(AuditedLogs logs) {
    List<Report> more = new ArrayList<>();
    clock.advance(Duration.ofMinutes(2));
    logs.inspection(more::add, clock).inspect();
    return more;
  }

  private List<MendedFile> spans(LogFileInspection files) {
    List<MendedFile> spans = new ArrayList<>();
    Optional<MendedFile> next = files.mendedAfter(EVENING);
    while (next.isPresent()) {
      spans.add(next.get());
      assertThat(next.get().window().from()).isBefore(EVENING);
      next = files.mendedAfter(next.get().at());
    }
    return spans;
  }

  private List<String> ids() {
    return audits.stream().map(AuditQuery::id).toList();
  }

  private Map<String, String> statements(LogFileInspection files, List<String> ids) {
    Map<String, String> statements = new LinkedHashMap<>();
    audits.stream()
        .filter(it -> ids.contains(it.id()))
        .forEach(it -> statements.put(it.id(), statement(it, files)));
    return statements;
  }

  private static String statement(AuditQuery audit, LogFileInspection files) {
    Window day = ProofDeployment.DAY;
    return files.readable(ProofDeployment.bind(audit, day), day);
  }

  /** Returns the ids of the events that the audit of stopped trails finds. */
  private List<String> found(AuditedLogs logs, LogFileInspection files) {
    AuditQuery stopped =
        audits.stream().filter(it -> it.id().equals("CT-01")).findFirst().orElseThrow();
    return logs.ask(statement(stopped, files)).all("event_id").stream().distinct().toList();
  }
}
