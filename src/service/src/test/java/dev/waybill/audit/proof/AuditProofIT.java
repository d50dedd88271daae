package dev.waybill.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.catalog.Column;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every audit over the records of all fixtures, delivered twice and mixed with odd records of real
 * logs: an audit finds the expected events and no others.
 */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuditProofIT {
  private static final String RUNBOOK =
      "SELECT eventTime, eventName, user_arn, bucket_name, object_key"
          + " FROM cloudtrail_s3_events_flattened"
          + " WHERE bucket_name='caa304-raw-data' AND eventName='PutObject'"
          + " ORDER BY eventTime DESC";

  private static final String BY_ARN = " by ARN";
  private static final String ALIAS = "alias/caa304-raw-data";

  private final CloudUnderTest cloud;
  private final List<AuditQuery> audits = AuditCatalog.load(AuditedLogs.HOME).queries();
  private final ProofRecords records = new ProofRecords();
  private final Map<String, QueryAnswer> answers = new LinkedHashMap<>();

  AuditProofIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeAll
  void asksAll() {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    cloud.assumeWithout(EmulatorLimit.NO_GLUE);
    AuditedLogs logs = AuditedLogs.make(cloud);
    records.deliver(logs, RecordVariant.PLAIN);
    Map<String, String> statements = new LinkedHashMap<>();
    audits.forEach(it -> statements.put(it.id(), ProofDeployment.bind(it, ProofDeployment.DAY)));
    ofTheRole().forEach(it -> statements.put(it.id() + BY_ARN, byArn(it)));
    statements.put("S3-09 alias", ProofDeployment.bind(of("S3-09"), "kms.key", ALIAS));
    statements.put("runbook", RUNBOOK);
    answers.putAll(logs.ask(statements));
  }

  @TestFactory
  Stream<DynamicTest> findsExpectedEventsAndNoOthers() {
    return audits.stream().map(it -> dynamicTest(it.id() + " " + it.title(), () -> judged(it)));
  }

  private void judged(AuditQuery audit) {
    records.assertFinds(audit.id(), answer(audit));
  }

  @TestFactory
  Stream<DynamicTest> rowHasTheValuesOfItsFixture() {
    return records.cases().stream()
        .filter(it -> !it.row().isEmpty())
        .map(it -> dynamicTest(it.toString(), () -> rowOf(it)));
  }

  private void rowOf(ProofCase one) {
    String event =
        one.events().stream()
            .filter(it -> it.expectedBy().contains(one.audit()))
            .findFirst()
            .orElseThrow()
            .id();
    assertThat(Objects.requireNonNull(answers.get(one.audit())).rows())
        .filteredOn(it -> event.equals(it.get("event_id")))
        .singleElement()
        .satisfies(row -> assertThat(row).containsAllEntriesOf(one.row()));
  }

  @TestFactory
  Stream<DynamicTest> answerHasTheDeclaredColumns() {
    return audits.stream()
        .map(
            it ->
                dynamicTest(
                    it.id(),
                    () ->
                        assertThat(answer(it).columns().keySet())
                            .containsExactlyElementsOf(
                                it.columns().stream().map(Column::name).toList())));
  }

  @TestFactory
  Stream<DynamicTest> rowsAreUnique() {
    return audits.stream()
        .map(
            it ->
                dynamicTest(
                    it.id(),
                    () ->
                        assertThat(answer(it).rows())
                            .map(row -> it.row().stream().map(row::get).toList())
                            .doesNotHaveDuplicates()));
  }

  private QueryAnswer answer(AuditQuery audit) {
    return Objects.requireNonNull(answers.get(audit.id()));
  }

  private AuditQuery of(String id) {
    return audits.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }

  private List<AuditQuery> ofTheRole() {
    return audits.stream().filter(it -> it.sql().contains("{{service.role}}")).toList();
  }

  private static String byArn(AuditQuery audit) {
    String arn = "arn:aws:iam::" + AuditedLogs.ACCOUNT + ":role/waybill";
    return ProofDeployment.bind(audit, "service.role", arn);
  }

  @Test
  void acceptsRoleNamedByArn() {
    assertThat(ofTheRole())
        .hasSizeGreaterThan(3)
        .allSatisfy(
            it -> assertThat(answers.get(it.id() + BY_ARN)).isEqualTo(answers.get(it.id())));
  }

  @Test
  void ignoresOtherKeysWhenKeyIsAnAlias() {
    List<String> all = answer(of("S3-09")).all("event_id");
    List<String> judged = Objects.requireNonNull(answers.get("S3-09 alias")).all("event_id");
    assertThat(judged).isSubsetOf(all);
    assertThat(all.stream().filter(it -> !judged.contains(it)).map(records::name))
        .containsExactlyInAnyOrder(
            "S3-09 finding \"an upload under another key of ours\"",
            "S3-06 near miss \"another key of our own account\"",
            "S3-09 finding \"the encryption of an object updated to another key of ours\"",
            "S3-09 finding \"the object of a drill encrypted again by somebody else\"",
            // PL-05 finds each update of a promoted object.
            "PL-05 finding \"its encryption updated to another key\"");
  }

  @Test
  void queryOfTheRunbookRunsAsWritten() {
    QueryAnswer answer = Objects.requireNonNull(answers.get("runbook"));
    assertThat(answer.columns())
        .containsExactly(
            Map.entry("eventTime", "timestamp"),
            Map.entry("eventName", "varchar"),
            Map.entry("user_arn", "varchar"),
            Map.entry("bucket_name", "varchar"),
            Map.entry("object_key", "varchar"));
    long written =
        records.cases().stream()
            .flatMap(it -> it.events().stream())
            .filter(it -> it.json().path("eventName").asText().equals("PutObject"))
            .filter(
                it ->
                    it.json()
                        .at("/requestParameters/bucketName")
                        .asText()
                        .equals("caa304-raw-data"))
            .count();
    // Every record was delivered twice; this query counts duplicates.
    assertThat(answer.rows()).hasSize(Math.toIntExact(2 * written));
    assertThat(answer.all("eventTime")).isSortedAccordingTo((a, b) -> b.compareTo(a));
  }
}
