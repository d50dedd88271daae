package dev.waybill.audit.cases;

import static dev.waybill.audit.cases.CaseIncidents.ADDRESS;
import static dev.waybill.audit.cases.CaseIncidents.MALLORY;
import static dev.waybill.audit.cases.CaseIncidents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.testing.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports of cases from the findings of runs. */
final class AttackCasesTest {
  private static final String OWN_ROLE = "arn:aws:iam::111122223333:role/waybill";
  private static final AuditCatalog CATALOG = AuditCatalog.load(Path.of("").toAbsolutePath());

  private final InMemoryCaseStore store = new InMemoryCaseStore();
  private final AttackCases cases = store.over(new ManualClock(NOON));

  private static AuditQuery audit(String id) {
    return CATALOG.find(id).orElseThrow();
  }

  private List<Report> join(String id, int hours, String principal, String address) {
    return join(id, "run " + id + hours, finding(id, hours, principal, address));
  }

  private List<Report> join(String id, String run, Finding finding) {
    OccurrenceStats seen = finding.occurrences();
    return cases.join(
        audit(id),
        List.of(
            finding.with(
                new OccurrenceStats(seen.first(), seen.last(), seen.count(), run),
                finding.severity(),
                finding.affected())));
  }

  private static Finding finding(String id, int hours, String principal, String address) {
    AuditQuery query = audit(id);
    return new Finding(
        id + "/" + principal,
        id,
        query.title(),
        query.severity(),
        "message",
        "fix",
        "bucket",
        NOON,
        OccurrenceStats.once(NOON.plus(Duration.ofHours(hours))),
        Map.of("principal", principal, "source_ip", address),
        List.of());
  }

  private static Finding only(List<Report> reports) {
    assertThat(reports).hasSize(1);
    return (Finding) reports.get(0);
  }

  @Test
  void attackIsReportedInFrontOfItsIncidentAndNamesItsStagesInOrder() {
    assertThat(only(join("ID-04", 2, MALLORY, ADDRESS)).rule()).isEqualTo("ID-04");
    join("ID-03", 1, MALLORY, ADDRESS);
    List<Report> reports = join("S3-05", 3, MALLORY, "203.0.113.9");

    assertThat(reports).extracting(Report::rule).containsExactly("audit-case", "S3-05");
    Finding told = (Finding) reports.get(0);
    assertThat(told.severity()).isEqualTo(Severity.HIGH);
    assertThat(told.resource()).isEqualTo(MALLORY);
    assertThat(told.occurrences().count()).isEqualTo(3);
    assertThat(told.message())
        .isEqualTo(
            MALLORY
                + " from 198.51.100.7 and 1 more passed 2 stages of an attack from"
                + " 2026-11-26T13:00:00Z to 2026-11-26T15:00:00Z: access (ID-03 ×1, minor), escalation"
                + " (ID-04 ×1), impact (S3-05 ×1)");
    assertThat(told.details())
        .containsEntry(
            "stage 2 escalation",
            "2026-11-26T14:00:00Z ID-04: 1 events in 1 incidents until 2026-11-26T14:00:00Z")
        .containsEntry("addresses", "198.51.100.7, 203.0.113.9");
    assertThat(((Finding) reports.get(1)).details()).containsEntry("told in", told.uid());
  }

  @Test
  void laterIncidentUpdatesSameCase() {
    join("ID-04", 0, MALLORY, ADDRESS);
    Finding first = (Finding) join("S3-05", 1, MALLORY, ADDRESS).get(0);
    Finding second = (Finding) join("CT-01", 2, "arn:aws:iam::111122223333:role/x", ADDRESS).get(0);

    assertThat(second.uid()).isEqualTo(first.uid());
    assertThat(second.occurrences().count()).isEqualTo(1);
    assertThat(second.message()).contains("passed 3 stages");
  }

  @Test
  void runThatIsReportedAgainAfterCrashIsSameReport() {
    join("ID-04", 0, MALLORY, ADDRESS);
    Report once = join("S3-05", 1, MALLORY, ADDRESS).get(0);
    Report again = join("S3-05", 1, MALLORY, ADDRESS).get(0);

    assertThat(again.uid()).isEqualTo(once.uid());
    assertThat(((Finding) again).message()).isEqualTo(((Finding) once).message());
    assertThat(((Finding) again).occurrences().report()).isEqualTo("run S3-051");
  }

  @Test
  void anotherReplicaContinuesCase() {
    join("ID-04", 0, MALLORY, ADDRESS);

    assertThat(
            store
                .over(new ManualClock(NOON))
                .join(audit("S3-05"), List.of(finding("S3-05", 1, MALLORY, ADDRESS))))
        .extracting(Report::rule)
        .containsExactly("audit-case", "S3-05");
  }

  @Test
  void endsCaseThatBecamePartOfAnother() {
    join("ID-04", 0, MALLORY, "-");
    join("S3-05", 0, MALLORY, "-");
    join("ID-04", 1, "unknown", ADDRESS);
    join("S3-05", 1, "unknown", ADDRESS);

    List<Report> reports = join("CT-01", 2, MALLORY, ADDRESS);

    assertThat(reports).filteredOn(FindingEnd.class::isInstance).hasSize(1);
    assertThat(reports).extracting(Report::rule).endsWith("CT-01");
    assertThat(join("CT-01", 2, MALLORY, ADDRESS)).hasSameSizeAs(reports);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.2.3",
        "192.168.0.1",
        "127.0.0.1",
        "169.254.1.1",
        "100.64.0.1",
        "fd00::1",
        "::1",
        "AWS Internal",
        "s3.amazonaws.com",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        ":::",
        "::x",
        "-",
        ""
      })
  void addressThatIsSharedOrNoneTiesNothing(String address) {
    join("ID-04", 0, "unknown", address);

    assertThat(only(join("S3-05", 1, "anonymous", address)).rule()).isEqualTo("S3-05");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "anonymous",
        "ANONYMOUS_PRINCIPAL",
        "cloudtrail.amazonaws.com",
        "HIDDEN_DUE_TO_SECURITY_REASONS"
      })
  void callerWithoutNameTiesNothing(String principal) {
    join("ID-04", 0, principal, "-");

    assertThat(only(join("S3-05", 1, principal, "-")).rule()).isEqualTo("S3-05");
  }

  @Test
  void ipv6AddressTies() {
    join("ID-04", 0, "unknown", "2001:db8::7");

    assertThat(join("S3-05", 1, "unknown", "2001:db8::7")).hasSize(2);
  }

  @Test
  void ownServiceRoleOpensNoCase() {
    join("ID-04", 0, OWN_ROLE, ADDRESS);

    assertThat(only(join("S3-05", 1, OWN_ROLE, ADDRESS)).rule()).isEqualTo("S3-05");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::999999999999:role/waybill",
        "arn:aws:iam::111122223333:user/waybill",
        "arn:aws:iam::111122223333:role/not-waybill"
      })
  void roleThatOnlyResemblesServiceRoleOpensCase(String principal) {
    join("ID-04", 0, principal, ADDRESS);

    assertThat(join("S3-05", 1, principal, ADDRESS)).hasSize(2);
  }

  @Test
  void auditWithoutTacticIsInNoCase() {
    join("ID-04", 0, MALLORY, ADDRESS);

    assertThat(only(join("S3-09", 1, MALLORY, ADDRESS)).details()).doesNotContainKey("told in");
  }

  @Test
  void findingAboutAuditItselfIsReturnedAsIs() {
    Finding failed = new Finding("u", "audit-flood", "t", Severity.HIGH, "m", "f", "", NOON);

    assertThat(cases.join(audit("ID-04"), List.of(failed))).containsExactly(failed);
  }

  @Test
  void unreadableCasesDelayNoFinding() {
    store.put("{");

    assertThat(join("ID-04", 0, MALLORY, ADDRESS))
        .extracting(Report::rule)
        .containsExactly("ID-04", "audit-case-failed");
  }

  @Test
  void writesAgainAfterConflictAndGivesUpAfterFive() {
    store.conflicts = 4;
    assertThat(join("ID-04", 0, MALLORY, ADDRESS)).hasSize(1);
    store.conflicts = 5;
    assertThat(join("S3-05", 1, MALLORY, ADDRESS))
        .extracting(Report::rule)
        .containsExactly("S3-05", "audit-case-failed");
  }

  @Test
  void hostilePrincipalIsShortOneLineOfText() {
    String hostile = "arn:aws:iam::1:user/\n\u001b[31m\u0000${x}" + "a".repeat(100_000);
    join("ID-04", 0, hostile, ADDRESS);
    Finding told = (Finding) join("S3-05", 1, hostile, ADDRESS).get(0);

    assertThat(told.message()).hasSizeLessThan(1000).doesNotContain("\n", "\u001b", "\u0000");
    assertThat(told.resource()).hasSizeLessThan(300);
  }
}
