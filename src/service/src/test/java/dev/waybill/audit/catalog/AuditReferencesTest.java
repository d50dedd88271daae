package dev.waybill.audit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * References of the shipped audits: their SQL names each event that the referenced entry judges.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class AuditReferencesTest {
  private static final Path TABLE =
      Path.of("src/service/src/test/resources/dev/waybill/audit/catalog/audit-references.txt");

  /** Catalogues that name no events. */
  private static final Pattern OTHERS =
      Pattern.compile("https://.*|GuardDuty .*|Security Hub .*|ATT&CK T\\d{4}(\\.\\d{3})?");

  private final Map<String, List<String>> table = table();
  private final List<AuditQuery> queries =
      AuditCatalog.load(Path.of("").toAbsolutePath()).queries();

  private static Map<String, List<String>> table() {
    try (Stream<String> lines = Files.lines(TABLE)) {
      return lines
          .filter(it -> !it.startsWith("#"))
          .map(it -> it.split(" \\| ", 2))
          .collect(
              Collectors.toMap(
                  it -> it[0],
                  it -> it[1].equals("-") ? List.of() : Arrays.asList(it[1].split(" ", -1)),
                  (a, b) -> a,
                  TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Stream<Map.Entry<String, List<String>>> references() {
    return table.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("references")
  void auditsNameEachEventThatTheirReferenceJudges(Map.Entry<String, List<String>> reference) {
    String sql =
        queries.stream()
            .filter(it -> it.references().contains(reference.getKey()))
            .map(AuditQuery::sql)
            .collect(Collectors.joining("\n"));

    assertThat(reference.getValue())
        .filteredOn(it -> !Pattern.compile("\\b" + it + "\\b").matcher(sql).find())
        .as("events that no audit with the reference %s names", reference.getKey())
        .isEmpty();
  }

  @Test
  void tableHasEachReferenceAndNoOther() {
    assertThat(
            queries.stream()
                .flatMap(it -> it.references().stream())
                .filter(it -> !OTHERS.matcher(it).matches())
                .collect(Collectors.toSet()))
        .isEqualTo(table.keySet());
  }
}
