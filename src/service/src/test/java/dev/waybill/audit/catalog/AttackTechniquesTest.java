package dev.waybill.audit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tactics of the shipped audits against the techniques that their references name. */
final class AttackTechniquesTest {
  private static final Path TABLE =
      Path.of("src/service/src/test/resources/dev/waybill/audit/catalog/attack-techniques.txt");
  private static final String PREFIX = "ATT&CK ";

  static List<AuditQuery> queries() {
    return AuditCatalog.load(Path.of("").toAbsolutePath()).queries();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void tacticsOfAuditAreThoseOfItsTechniques(AuditQuery query) throws IOException {
    Map<String, Set<Tactic>> table = table();
    List<String> techniques = techniques(query);
    assertThat(table.keySet()).as("techniques of ATT&CK 19").containsAll(techniques);

    for (String technique : techniques) {
      assertThat(query.tactics()).as(technique).containsAnyElementsOf(table.get(technique));
    }
    if (!techniques.isEmpty()) {
      assertThat(techniques)
          .flatMap(table::get)
          .as("a technique for each tactic")
          .containsAll(query.tactics());
    }
  }

  @Test
  void tableHoldsNoTechniqueThatNoAuditNames() throws IOException {
    Set<String> named = new TreeSet<>();
    queries().forEach(it -> named.addAll(techniques(it)));

    assertThat(table().keySet()).isEqualTo(named);
  }

  private static List<String> techniques(AuditQuery query) {
    return query.references().stream()
        .filter(it -> it.startsWith(PREFIX))
        .map(it -> it.substring(PREFIX.length()))
        .toList();
  }

  private static Map<String, Set<Tactic>> table() throws IOException {
    try (Stream<String> lines = Files.lines(TABLE)) {
      return lines
          .filter(it -> !it.startsWith("#"))
          .map(it -> it.split("\\s+", 2))
          .collect(
              Collectors.toMap(it -> it[0], it -> tactics(it[1]), (a, b) -> a, LinkedHashMap::new));
    }
  }

  private static Set<Tactic> tactics(String titles) {
    return Arrays.stream(titles.split(", ")).map(Tactic::of).collect(Collectors.toSet());
  }
}
