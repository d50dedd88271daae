package dev.waybill.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.AuditQuery;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Completeness of the fixtures. */
final class ProofCasesTest {
  private final Map<String, List<ProofCase>> cases = ProofCases.all();
  private final List<AuditQuery> audits = AuditCatalog.load(Path.of("").toAbsolutePath()).queries();

  @Test
  void everyAuditHasFixturesAndEveryFixtureAnAudit() {
    assertThat(cases.keySet())
        .containsExactlyInAnyOrderElementsOf(audits.stream().map(AuditQuery::id).toList());
  }

  @Test
  void everyAuditHasOneFindingAndTwoExplainedNearMisses() {
    assertThat(cases)
        .allSatisfy(
            (audit, of) -> {
              assertThat(of).filteredOn(ProofCase::finding).isNotEmpty();
              assertThat(of)
                  .filteredOn(it -> !it.finding())
                  .hasSizeGreaterThanOrEqualTo(2)
                  .allSatisfy(it -> assertThat(it.why()).isNotBlank());
            });
  }

  @Test
  void expectsFindingsAndNoNearMisses() {
    assertThat(cases.values().stream().flatMap(List::stream))
        .allSatisfy(
            it ->
                assertThat(it.events().stream().anyMatch(e -> e.expectedBy().contains(it.audit())))
                    .isEqualTo(it.finding()));
  }

  @Test
  void otherExpectedAuditsExist() {
    Set<String> ids = audits.stream().map(AuditQuery::id).collect(Collectors.toSet());
    assertThat(events().flatMap(it -> it.expectedBy().stream())).isSubsetOf(ids);
  }

  @Test
  void recordIdsAreUnique() {
    assertThat(events().map(ProofEvent::id)).doesNotHaveDuplicates();
  }

  private Stream<ProofEvent> events() {
    return cases.values().stream().flatMap(List::stream).flatMap(it -> it.events().stream());
  }
}
