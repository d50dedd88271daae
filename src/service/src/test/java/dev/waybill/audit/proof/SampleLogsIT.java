package dev.waybill.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.audit.LookBackPolicy;
import dev.waybill.audit.Window;
import dev.waybill.audit.cases.InMemoryCaseStore;
import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.logfile.LogFileInspection;
import dev.waybill.audit.run.AuditRun;
import dev.waybill.audit.run.AuditRuns;
import dev.waybill.audit.run.InMemoryAuditStateStore;
import dev.waybill.audit.run.InspectedLogs;
import dev.waybill.audit.run.RowJudge;
import dev.waybill.audit.run.Takeover;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every audit over log files of other accounts: {@code -Dwaybill.samples=DIR} names a folder of
 * CloudTrail files, {@code *.json.gz}. They are delivered as they are, byte for byte. No query may
 * fail, and the damaged files, the number of rows of each audit and the cases are those of {@code
 * samples.txt}.
 */
@ExtendWith(CloudExtension.class)
final class SampleLogsIT {
  private static final String FOLDER = "waybill.samples";
  private static final String DAY = "2026/01/01";
  private static final Instant EVENING = Instant.parse("2026-01-01T20:00:00Z");
  private static final Path EXPECTED =
      Path.of("src/service/src/test/resources/dev/waybill/audit/proof/samples.txt");
  private static final Path ACTUAL = Path.of("target/samples.txt");
  private static final Window EVER =
      new Window(
          Instant.parse("2006-03-14T00:00:00Z"),
          Instant.parse("2100-01-01T00:00:00Z"),
          Instant.parse("2100-01-01T00:00:00Z"));

  private final CloudUnderTest cloud;
  private final List<Report> reports = new ArrayList<>();

  SampleLogsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void everyAuditAnswersOverSampleLogsAsExpected() throws IOException {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    AuditedLogs logs = AuditedLogs.make(cloud);
    for (Path file : files()) {
      logs.put(DAY, file.getFileName().toString(), Files.readAllBytes(file));
    }
    LogFileInspection inspection = logs.inspection(reports::add, new ManualClock(EVENING));
    inspection.inspect();
    List<AuditQuery> audits = AuditCatalog.load(AuditedLogs.HOME).queries();
    Map<String, String> statements = new LinkedHashMap<>();
    statements.put("records", inspection.readable("SELECT * FROM cloudtrail_logs", EVER));
    audits.forEach(
        it -> statements.put(it.id(), inspection.readable(ProofDeployment.bind(it, EVER), EVER)));

    Map<String, QueryAnswer> answers = logs.ask(statements);

    audits.forEach(it -> print(it, answers));
    String actual = summary(answers) + cases(audits, answers);
    Files.createDirectories(ACTUAL.getParent());
    Files.writeString(ACTUAL, actual);
    assertThat(actual)
        .as("if it is right: cp %s %s", ACTUAL, EXPECTED)
        .isEqualTo(Files.readString(EXPECTED));
  }

  private static List<Path> files() throws IOException {
    String folder = System.getProperty(FOLDER, "");
    Assumptions.assumeFalse(
        folder.isEmpty(),
        "-D" + FOLDER + " names no folder of CloudTrail files, so none was asked");
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      List<Path> logs = files.filter(it -> it.toString().endsWith(".json.gz")).sorted().toList();
      assertThat(logs).as("*.json.gz in " + folder).isNotEmpty();
      return logs;
    }
  }

  /** Returns a line for each damaged file, and one for each statement with rows. */
  private String summary(Map<String, QueryAnswer> answers) {
    StringBuilder text = new StringBuilder();
    reports.stream()
        .map(Finding.class::cast)
        .map(it -> it.message().replaceFirst("^s3://[^:]*/", ""))
        .sorted()
        .forEach(it -> text.append(it).append('\n'));
    answers.forEach(
        (id, answer) -> {
          if (!answer.rows().isEmpty()) {
            text.append(id).append(' ').append(answer.rows().size()).append('\n');
          }
        });
    return text.toString();
  }

  /** Returns a line for each case that the findings make, with a run of each audit for each day. */
  private static String cases(List<AuditQuery> audits, Map<String, QueryAnswer> answers) {
    ManualClock clock = new ManualClock(EVER.from());
    AuditRuns runs =
        new AuditRuns(
            new InMemoryAuditStateStore(),
            new LookBackPolicy(Duration.ZERO, Duration.ZERO),
            Takeover.AT_ONCE,
            Duration.ofHours(1),
            InspectedLogs.ALL_READABLE,
            InMemoryCaseStore.cases(new ManualClock(EVER.from())),
            clock);
    Map<String, Finding> told = new TreeMap<>();
    for (AuditQuery audit : audits) {
      Map<String, List<Map<String, String>>> days =
          Objects.requireNonNull(answers.get(audit.id())).rows().stream()
              .collect(
                  Collectors.groupingBy(
                      it -> it.get("event_time").substring(0, 10),
                      TreeMap::new,
                      Collectors.toList()));
      for (List<Map<String, String>> rows : days.values()) {
        AuditRun run = runs.claim(audit).orElseThrow();
        RowJudge judge = runs.judge(run, row -> {});
        rows.forEach(judge::row);
        AuditRun judged = runs.judged(run, judge, List.<Finding>of()).orElseThrow();
        runs.reports(judged).forEach(it -> count(it, told));
        clock.advance(audit.schedule());
      }
    }
    return told.values().stream()
        .map(SampleLogsIT::line)
        .sorted()
        .collect(Collectors.joining("\n", "", told.isEmpty() ? "" : "\n"));
  }

  private static void count(Report report, Map<String, Finding> told) {
    if (report instanceof FindingEnd) {
      told.remove(report.uid());
    } else if (report.rule().equals("audit-case")) {
      told.put(report.uid(), (Finding) report);
    }
  }

  private static String line(Finding told) {
    System.out.println(told.severity() + " " + told.message());
    return String.format(
        Locale.ROOT,
        "case %s, %d principals, %d addresses: %s",
        told.severity().name().toLowerCase(Locale.ROOT),
        named(told, "principals"),
        named(told, "addresses"),
        told.message().replaceFirst("^.* passed (\\d+ stages) .*Z: ", "$1: "));
  }

  private static int named(Finding told, String detail) {
    String names = told.details().getOrDefault(detail, "");
    return names.isEmpty() ? 0 : names.split(", ", -1).length;
  }

  private static void print(AuditQuery audit, Map<String, QueryAnswer> answers) {
    List<Map<String, String>> rows = Objects.requireNonNull(answers.get(audit.id())).rows();
    StringBuilder text = new StringBuilder(audit.id() + " found " + rows.size());
    rows.stream().limit(3).forEach(it -> text.append("\n  ").append(audit.message().fill(it)));
    System.out.println(text);
  }
}
