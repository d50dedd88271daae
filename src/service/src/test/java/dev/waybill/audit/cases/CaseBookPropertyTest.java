package dev.waybill.audit.cases;

import static dev.waybill.audit.cases.CaseIncidents.NOON;
import static dev.waybill.audit.cases.CaseIncidents.WITHIN;
import static dev.waybill.audit.cases.CaseIncidents.incident;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Cases under every order of incidents and every division into runs. */
final class CaseBookPropertyTest {
  private static final Duration EVER = Duration.ofDays(365);

  @Property(tries = 300)
  void orderAndDivisionIntoRunsDoNotMatter(
      @ForAll("incidents") List<ReportedIncident> incidents, @ForAll Random random) {
    CaseBook inOrder = one(incidents);
    List<ReportedIncident> shuffled = new ArrayList<>(incidents);
    Collections.shuffle(shuffled, random);

    assertThat(content(each(shuffled))).isEqualTo(content(inOrder));
  }

  @Property(tries = 300)
  void casesAreTheConnectedIncidents(@ForAll("incidents") List<ReportedIncident> incidents) {
    CaseBook book = each(incidents);
    long tied = incidents.stream().filter(ReportedIncident::hasTies).count();

    assertThat(book.cases().stream().mapToLong(AttackCase::events).sum()).isEqualTo(tied);
    for (ReportedIncident a : incidents) {
      assertThat(book.caseOf(a).isPresent()).isEqualTo(a.hasTies());
      for (ReportedIncident b : incidents) {
        if (a.hasTies() && AttackCase.of("", a).isTiedTo(AttackCase.of("", b), WITHIN)) {
          assertThat(book.caseOf(a)).isEqualTo(book.caseOf(b));
        }
      }
    }
    for (AttackCase one : book.cases()) {
      assertThat(book.cases()).filteredOn(it -> it.isTiedTo(one, WITHIN)).containsExactly(one);
    }
  }

  @Property(tries = 300)
  void severityNeverFallsAndToldCaseStaysTold(
      @ForAll("incidents") List<ReportedIncident> incidents) {
    CaseBook book = CaseBook.empty();
    Map<String, Severity> before = new HashMap<>();
    int run = 0;
    for (ReportedIncident it : incidents) {
      book = book.with(it.audit(), "" + run++, List.of(it), WITHIN, EVER, NOON);
      Map<String, Severity> now =
          book.cases().stream()
              .filter(AttackCase::isTold)
              .collect(Collectors.toMap(AttackCase::id, AttackCase::severity));
      Set<String> merged = book.merged().keySet();
      before.forEach(
          (id, severity) -> {
            if (!merged.contains(id)) {
              assertThat(now).containsKey(id);
              assertThat(now.get(id)).isGreaterThanOrEqualTo(severity);
            }
          });
      before = now;
    }
  }

  @Property(tries = 200)
  void storedFormatIsReadBackUnchanged(@ForAll("incidents") List<ReportedIncident> incidents) {
    CaseBook book = each(incidents);

    assertThat(CaseJson.read(CaseJson.of(book))).isEqualTo(book);
  }

  private static CaseBook one(List<ReportedIncident> incidents) {
    return CaseBook.empty().with("A", "1", incidents, WITHIN, EVER, NOON);
  }

  private static CaseBook each(List<ReportedIncident> incidents) {
    CaseBook book = CaseBook.empty();
    int run = 0;
    for (ReportedIncident it : incidents) {
      book = book.with(it.audit(), "" + run++, List.of(it), WITHIN, EVER, NOON);
    }
    return book;
  }

  /** Returns all but the identities, which depend on the first incident that arrives. */
  private static Set<String> content(CaseBook book) {
    return book.cases().stream()
        .map(
            it ->
                it.isTold()
                    + " "
                    + it.severity()
                    + it.inOrder()
                    + new TreeMap<>(it.principals().spans())
                    + new TreeMap<>(it.addresses().spans()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Provide
  Arbitrary<List<ReportedIncident>> incidents() {
    Arbitrary<Set<String>> who = Arbitraries.of("p1", "p2", "p3").set().ofMaxSize(1);
    Arbitrary<Set<String>> where = Arbitraries.of("a1", "a2", "a3", "a4").set().ofMaxSize(2);
    return Combinators.combine(
            Arbitraries.of(Stage.class),
            Arbitraries.of(Severity.class),
            Arbitraries.integers().between(0, 150),
            who,
            where)
        .as((stage, severity, hours, p, a) -> incident("A" + stage, stage, severity, hours, p, a))
        .list()
        .ofMaxSize(14);
  }
}
