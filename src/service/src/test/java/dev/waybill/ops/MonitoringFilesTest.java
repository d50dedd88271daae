package dev.waybill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Files for Prometheus and Grafana: each metric and label that they name is one that the service
 * exposes, the dashboard is well-formed, and each alert has its paragraph in the runbook.
 */
final class MonitoringFilesTest {
  private static final Path RULES = Path.of("deploy/prometheus-rules.yml");
  private static final Path RUNBOOK = Path.of("docs/how-to/runbook.md");
  private static final int MAX_PANELS = 24;
  private static final int COLUMNS = 24;
  private static final int QUESTIONS = 8;
  private static final ExposedSeries EXPOSED = ExposedSeries.render();

  @Test
  void rulesNameOnlyExposedMetricsAndLabels() throws IOException {
    Set<String> recorded = recorded();
    List<JsonNode> rules = rules();

    assertThat(rules).hasSizeGreaterThan(20);
    assertThat(rules)
        .allSatisfy(
            it ->
                assertThat(PromQlNames.problems(text(it, "expr"), EXPOSED, recorded))
                    .as(it.toString())
                    .isEmpty());
  }

  @Test
  void scenariosFeedOnlyExposedMetricsAndLabels() throws IOException {
    List<String> series = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("deploy/tests"))) {
      for (Path file : files.toList()) {
        yaml(file).findValuesAsText("series").forEach(series::add);
      }
    }

    assertThat(series).hasSizeGreaterThan(60);
    assertThat(series)
        .filteredOn(it -> !it.startsWith("up{"))
        .map(it -> it.replaceAll("(severity|sink)=\"[^\"]*\"", "$1=~\".+\""))
        .allSatisfy(it -> assertThat(PromQlNames.problems(it, EXPOSED, Set.of())).isEmpty());
  }

  @Test
  void dashboardNamesOnlyExposedMetricsAndLabels() throws IOException {
    Set<String> recorded = recorded();
    assertThat(panels())
        .allSatisfy(
            panel ->
                assertThat(panel.path("targets"))
                    .isNotEmpty()
                    .allSatisfy(
                        target -> {
                          String expression = text(target, "expr");
                          assertThat(PromQlNames.problems(expression, EXPOSED, recorded))
                              .as(expression)
                              .isEmpty();
                          assertThat(legend(target)).allMatch(it -> expression.contains(it));
                          assertThat(target.at("/datasource/uid").asText())
                              .isEqualTo("${datasource}");
                        }));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max(waybill_dead_letter)|nothing exposes waybill_dead_letter",
        "waybill_outcomes_total{outcome=\"promotd\"}|nothing exposes waybill_outcomes_total{",
        "waybill_outcomes_total{result=\"x\"}|waybill_outcomes_total has no label result",
        "sum by (sinc) (waybill_alerts_waiting)|no metric has the label sinc",
        "waybill:unknown:ratio > 1|nothing exposes waybill:unknown:ratio",
        "waybill_sealing_duration_seconds_bucket{le=\"600\"}|nothing exposes waybill_sealing",
        "vector(1)|no metric is named"
      })
  void namesMistakesInExpressions(String expression, String problem) {
    assertThat(PromQlNames.problems(expression, EXPOSED, Set.of()))
        .anySatisfy(it -> assertThat(it).startsWith(problem));
  }

  @Test
  void dashboardAnswersTheQuestionsInTheirOrderOnOnePage() throws IOException {
    JsonNode dashboard = dashboard();
    List<JsonNode> panels = panels();

    assertThat(panels).hasSizeLessThanOrEqualTo(MAX_PANELS);
    assertThat(panels).extracting(it -> it.path("id").asInt()).doesNotHaveDuplicates();
    assertThat(panels).extracting(it -> text(it, "title")).doesNotHaveDuplicates();
    assertThat(panels)
        .allSatisfy(
            it -> {
              assertThat(text(it, "description")).matches("(?s)[A-Z].{20,}[.]");
              assertThat(it.at("/fieldConfig/defaults/unit").asText()).isNotEmpty();
              assertThat(it.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            });
    assertThat(
            panels.stream()
                .sorted(
                    Comparator.comparing(it -> it.at("/gridPos/y").asInt() * COLUMNS + left(it)))
                .map(it -> text(it, "title"))
                .filter(it -> it.matches("\\d .*"))
                .map(it -> Integer.valueOf(it.substring(0, 1))))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, QUESTIONS);
    assertThat(dashboard.path("schemaVersion").asInt()).isBetween(39, 42);
    assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
    assertThat(dashboard.at("/templating/list/0/name").asText()).isEqualTo("datasource");
    assertThat(dashboard.path("uid").asText()).isEqualTo("waybill");
  }

  @Test
  void panelsStayInTheGridAndDoNotOverlap() throws IOException {
    Set<String> cells = new HashSet<>();
    for (JsonNode panel : panels()) {
      JsonNode place = panel.path("gridPos");
      assertThat(left(panel) + place.path("w").asInt()).isLessThanOrEqualTo(COLUMNS);
      assertThat(place.path("w").asInt() * place.path("h").asInt()).isPositive();
      for (int x = 0; x < place.path("w").asInt(); x++) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
          String cell = (left(panel) + x) + "," + (place.path("y").asInt() + y);
          assertThat(cells.add(cell)).as("%s at %s", text(panel, "title"), cell).isTrue();
        }
      }
    }
    assertThat(cells.size() % COLUMNS).as("every row is full").isZero();
  }

  @Test
  void everyAlertHasItsParagraphInTheRunbookAndNoParagraphIsLeftOver() throws IOException {
    List<String> headings =
        Pattern.compile("^## (Waybill\\w+)$", Pattern.MULTILINE)
            .matcher(Files.readString(RUNBOOK))
            .results()
            .map(it -> it.group(1))
            .toList();
    List<JsonNode> alerts = rules().stream().filter(it -> it.has("alert")).toList();

    assertThat(alerts)
        .allSatisfy(
            it -> {
              String anchor = text(it, "alert").toLowerCase(Locale.ROOT);
              assertThat(it.at("/annotations/runbook_url").asText())
                  .isEqualTo("docs/how-to/runbook.md#" + anchor);
              assertThat(it.at("/annotations/summary").asText()).isNotEmpty();
              assertThat(it.at("/annotations/description").asText()).endsWith(".");
              assertThat(it.at("/labels/severity").asText()).isIn("critical", "warning");
            });
    assertThat(headings)
        .containsExactlyElementsOf(alerts.stream().map(it -> text(it, "alert")).toList());
  }

  @Test
  void everyAlertHasAScenarioInWhichItFiresAndOneInWhichItDoesNot() throws IOException {
    Set<String> fires = new HashSet<>();
    Set<String> silent = new HashSet<>();
    try (Stream<Path> files = Files.list(Path.of("deploy/tests"))) {
      for (Path file : files.toList()) {
        for (JsonNode check : yaml(file).findValues("alert_rule_test")) {
          check.forEach(
              it -> (it.path("exp_alerts").isEmpty() ? silent : fires).add(text(it, "alertname")));
        }
      }
    }
    Set<String> alerts =
        rules().stream()
            .filter(it -> it.has("alert"))
            .map(it -> text(it, "alert"))
            .collect(Collectors.toSet());

    assertThat(fires).isEqualTo(alerts);
    assertThat(silent).isEqualTo(alerts);
  }

  @Test
  void prometheusAndGrafanaLoadTheFiles() throws IOException {
    assertThat(yaml(Path.of("deploy/prometheus.yml")).at("/rule_files/0").asText())
        .isEqualTo(RULES.getFileName().toString());
    Path provisioning = Path.of("deploy/grafana/provisioning");
    JsonNode provider = yaml(provisioning.resolve("dashboards/waybill.yml")).at("/providers/0");
    assertThat(provider.at("/options/path").asText()).endsWith("/waybill.json");
    JsonNode source = yaml(provisioning.resolve("datasources/prometheus.yml")).at("/datasources/0");
    assertThat(source.path("type").asText()).isEqualTo("prometheus");
    assertThat(source.path("isDefault").asBoolean()).isTrue();
  }

  private static int left(JsonNode panel) {
    return panel.at("/gridPos/x").asInt();
  }

  private static List<String> legend(JsonNode target) {
    return Pattern.compile("\\{\\{(\\w+)}}")
        .matcher(target.path("legendFormat").asText())
        .results()
        .map((MatchResult it) -> it.group(1))
        .toList();
  }

  private static Set<String> recorded() throws IOException {
    return rules().stream()
        .filter(it -> it.has("record"))
        .map(it -> text(it, "record"))
        .collect(Collectors.toSet());
  }

  private static List<JsonNode> rules() throws IOException {
    return elements(yaml(RULES).path("groups")).stream()
        .flatMap(it -> elements(it.path("rules")).stream())
        .toList();
  }

  private static List<JsonNode> panels() throws IOException {
    return elements(dashboard().path("panels"));
  }

  private static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(Path.of("deploy/grafana/waybill.json").toFile());
  }

  private static JsonNode yaml(Path file) throws IOException {
    Object document =
        new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    return new ObjectMapper().valueToTree(document);
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static String text(JsonNode node, String name) {
    assertThat(node.path(name).isTextual()).as("%s in %s", name, node).isTrue();
    return node.path(name).textValue();
  }
}
