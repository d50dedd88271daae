package dev.waybill.audit.cases;

import static dev.waybill.audit.cases.CaseIncidents.ADDRESS;
import static dev.waybill.audit.cases.CaseIncidents.KEPT;
import static dev.waybill.audit.cases.CaseIncidents.MALLORY;
import static dev.waybill.audit.cases.CaseIncidents.NOON;
import static dev.waybill.audit.cases.CaseIncidents.WITHIN;
import static dev.waybill.audit.cases.CaseIncidents.add;
import static dev.waybill.audit.cases.CaseIncidents.incident;
import static dev.waybill.audit.cases.CaseIncidents.mallory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.alert.AffectedResources;
import dev.waybill.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Growth of cases, one incident at a time. */
final class CaseBookTest {
  private final CaseBook empty = CaseBook.empty();

  @Test
  void waitsWhileIncidentsPassOneStage() {
    CaseBook book = add(empty, "1", mallory("S3-03", Stage.IMPACT, Severity.CRITICAL, 0));
    book = add(book, "2", mallory("S3-05", Stage.IMPACT, Severity.HIGH, 1));

    assertThat(book.cases()).singleElement().matches(it -> !it.isTold());
  }

  @Test
  void tellsCaseOfTwoStagesWithWorstSeverity() {
    CaseBook book = add(empty, "1", mallory("S3-03", Stage.IMPACT, Severity.MEDIUM, 2));
    book = add(book, "2", mallory("ID-04", Stage.ESCALATION, Severity.HIGH, 1));

    AttackCase told = book.cases().get(0);
    assertThat(told.isTold()).isTrue();
    assertThat(told.severity()).isEqualTo(Severity.HIGH);
    assertThat(told.inOrder()).extracting(CaseStep::audit).containsExactly("ID-04", "S3-03");
  }

  @Test
  void risesWithNumberOfStages() {
    CaseBook book = add(empty, "1", mallory("ID-05", Stage.ACCESS, Severity.MEDIUM, 0));
    book = add(book, "2", mallory("ID-04", Stage.ESCALATION, Severity.MEDIUM, 1));
    assertThat(book.cases().get(0).severity()).isEqualTo(Severity.MEDIUM);
    book = add(book, "3", mallory("BK-12", Stage.EVASION, Severity.MEDIUM, 2));
    assertThat(book.cases().get(0).severity()).isEqualTo(Severity.HIGH);
    book = add(book, "4", mallory("S3-03", Stage.IMPACT, Severity.MEDIUM, 3));
    assertThat(book.cases().get(0).severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void lowIncidentJoinsAsBeginningAndOpensNothing() {
    CaseBook book = add(empty, "1", mallory("ID-03", Stage.ACCESS, Severity.LOW, 0));
    book = add(book, "2", mallory("S3-03", Stage.IMPACT, Severity.HIGH, 1));
    assertThat(book.cases().get(0).isTold()).isFalse();

    book = add(book, "3", mallory("CT-01", Stage.EVASION, Severity.HIGH, 2));
    assertThat(book.cases().get(0).isTold()).isTrue();
    assertThat(book.cases().get(0).inOrder())
        .extracting(CaseStep::audit)
        .containsExactly("ID-03", "S3-03", "CT-01");
    assertThat(book.cases().get(0).stages()).containsExactly(Stage.EVASION, Stage.IMPACT);
  }

  @Test
  void trustedPrincipalJoinsByAddressAndOpensNothing() {
    CaseBook book = add(empty, "1", trusted("PL-07", Stage.ACCESS));
    book = add(book, "2", trusted("PL-03", Stage.IMPACT));
    assertThat(book.cases()).singleElement().matches(it -> !it.isTold());
  }

  private static ReportedIncident trusted(String audit, Stage stage) {
    TimeSpan at = new TimeSpan(NOON, NOON);
    return new ReportedIncident(
        audit,
        stage,
        Severity.CRITICAL,
        at,
        1,
        true,
        Set.of(),
        Set.of(ADDRESS),
        AffectedResources.of(""));
  }

  @Test
  void incidentsFartherApartThanLimitAreTwoCases() {
    CaseBook book = add(empty, "1", mallory("ID-04", Stage.ESCALATION, Severity.HIGH, 0));
    CaseBook near = add(book, "2", mallory("S3-03", Stage.IMPACT, Severity.HIGH, 24));
    CaseBook far = add(book, "2", mallory("S3-03", Stage.IMPACT, Severity.HIGH, 25));

    assertThat(near.cases()).hasSize(1);
    assertThat(far.cases()).hasSize(2);
  }

  @Test
  void incidentOfPrincipalAndAddressMergesTheirToldCases() {
    CaseBook book = empty;
    Set<String> mallory = Set.of(MALLORY);
    Set<String> address = Set.of(ADDRESS);
    book = add(book, "1", incident("ID-04", Stage.ESCALATION, Severity.HIGH, 0, mallory, Set.of()));
    book = add(book, "2", incident("CT-01", Stage.EVASION, Severity.HIGH, 1, mallory, Set.of()));
    book = add(book, "3", incident("ID-02", Stage.ACCESS, Severity.HIGH, 2, Set.of(), address));
    book = add(book, "4", incident("S3-03", Stage.IMPACT, Severity.HIGH, 3, Set.of(), address));
    assertThat(book.cases()).hasSize(2).allMatch(AttackCase::isTold);
    String first = book.caseOf(mallory("ID-04", Stage.ESCALATION, Severity.HIGH, 0)).get().id();
    String second =
        book.caseOf(incident("ID-02", Stage.ACCESS, Severity.HIGH, 2, Set.of(), address))
            .get()
            .id();

    book = add(book, "5", incident("S3-16", Stage.ACCESS, Severity.MEDIUM, 4, mallory, address));

    assertThat(book.cases())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.id()).isEqualTo(first);
              assertThat(it.severity()).isEqualTo(Severity.CRITICAL);
              assertThat(it.steps()).hasSize(5);
            });
    assertThat(book.merged()).containsOnlyKeys(second);
  }

  @Test
  void runThatIsReportedAgainChangesNothing() {
    ReportedIncident incident = mallory("S3-03", Stage.IMPACT, Severity.HIGH, 0);
    CaseBook once = add(empty, "1", incident);

    assertThat(add(once, "1", incident)).isEqualTo(once);
    assertThat(add(once, "2", incident).cases().get(0).events()).isEqualTo(2);
  }

  @Test
  void incidentWithoutPrincipalAndAddressIsInNoCase() {
    ReportedIncident nobody = incident("S3-03", Stage.IMPACT, Severity.HIGH, 0, Set.of(), Set.of());

    CaseBook book = add(empty, "1", nobody);
    assertThat(book.cases()).isEmpty();
    assertThat(book.caseOf(nobody)).isEmpty();
  }

  @Test
  void forgetsCaseThatNoLateEventCanReach() {
    CaseBook book = add(empty, "1", mallory("ID-04", Stage.ESCALATION, Severity.HIGH, 0));
    Instant later = NOON.plus(KEPT).plusSeconds(1);

    assertThat(book.with("S3-03", "2", List.of(), WITHIN, KEPT, later).cases()).isEmpty();
  }

  @Test
  void staysBoundedUnderAnyNumberOfPrincipalsAndKeepsToldCases() {
    CaseBook book = add(empty, "1", mallory("ID-04", Stage.ESCALATION, Severity.HIGH, 0));
    book = add(book, "2", mallory("S3-03", Stage.IMPACT, Severity.HIGH, 0));
    List<ReportedIncident> flood = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      Set<String> who = Set.of("x".repeat(100_000 + i));
      flood.add(incident("S3-01", Stage.ACCESS, Severity.MEDIUM, 1, who, Set.of()));
    }

    book = book.with("S3-01", "3", flood, WITHIN, KEPT, NOON);

    assertThat(book.cases()).hasSize(CaseBook.MAX_CASES).anyMatch(AttackCase::isTold);
    assertThat(CaseJson.of(book)).hasSizeLessThan(200_000);
  }

  @Test
  void caseStaysBoundedUnderAnyNumberOfAddresses() {
    CaseBook book = empty;
    for (int i = 0; i < 300; i++) {
      Set<String> where = Set.of("198.51." + i / 250 + "." + i % 250);
      book =
          add(
              book,
              "" + i,
              incident("S3-0" + i, Stage.IMPACT, Severity.HIGH, 0, Set.of(MALLORY), where));
    }

    AttackCase only = book.caseOf(mallory("S3-03", Stage.IMPACT, Severity.HIGH, 0)).get();
    assertThat(only.addresses().names()).hasSize(CaseTies.MAX_NAMES);
    assertThat(only.steps()).hasSize(AttackCase.MAX_STEPS);
  }

  @Test
  void storedFormatKeepsHostileNames() {
    String hostile = "arn:\u0000\n\"}{\u202e" + "é".repeat(500);
    Set<String> who = Set.of(hostile);
    CaseBook book =
        add(
            empty,
            "1",
            incident("ID-04", Stage.ESCALATION, Severity.HIGH, 0, who, Set.of(ADDRESS)));
    book = add(book, "2", incident("S3-03", Stage.IMPACT, Severity.HIGH, 1, who, Set.of()));

    assertThat(CaseJson.read(CaseJson.of(book))).isEqualTo(book);
    assertThat(book.cases()).singleElement().matches(AttackCase::isTold);
  }

  @Test
  void rejectsDocumentThatHoldsNoCases() {
    for (String text :
        List.of(
            "",
            "null",
            "[]",
            "{\"version\":2}",
            "{\"version\":1,\"cases\":[{}]}",
            "{\"version\":1,\"cases\":[{\"id\":\"a\",\"steps\":[]}]}",
            "{\"version\":1,\"runs\":{\"S3-01\":1}}")) {
      assertThatThrownBy(() -> CaseJson.read(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void spanIsNearWhenGapIsAtMostLimit() {
    TimeSpan noon = new TimeSpan(NOON, NOON);
    TimeSpan later = new TimeSpan(NOON.plusSeconds(10), NOON.plusSeconds(20));

    assertThat(noon.isNear(later, Duration.ofSeconds(10))).isTrue();
    assertThat(later.isNear(noon, Duration.ofSeconds(10))).isTrue();
    assertThat(later.isNear(noon, Duration.ofSeconds(9))).isFalse();
    assertThat(later.isNear(later, Duration.ZERO)).isTrue();
  }
}
