package dev.waybill.localcloud.athena.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.localcloud.athena.bridge.FileFormat;
import dev.waybill.localcloud.athena.bridge.PartitionFilter;
import dev.waybill.localcloud.athena.bridge.ResultColumn;
import dev.waybill.localcloud.athena.bridge.SqlFailure;
import dev.waybill.localcloud.athena.bridge.TableEntry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of partition projection. */
final class ProjectionTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-05T23:30:00Z"), ZoneOffset.UTC);
  private final Projection projection = new Projection(CLOCK);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "enum     | values=a, b,c                                     | a b c",
        "integer  | range=8,11;digits=3                               | 008 009 010 011",
        "integer  | range=-2,2;interval=2                             | -2 0 2",
        "date     | format=yyyy/MM/dd;range=2026/03/03,NOW            | 2026/03/03 2026/03/04 2026/03/05",
        "date     | format=yyyy/MM/dd;range=NOW-2DAYS,NOW             | 2026/03/03 2026/03/04 2026/03/05",
        "date     | format=yyyy/MM/dd;range=NOW - 1 DAY,NOW+1DAY      | 2026/03/04 2026/03/05 2026/03/06",
        "date     | format=yyyy-MM;range=2025-12,NOW                  | 2025-12 2026-01 2026-02 2026-03",
        "date     | format=yyyy;range=NOW-1YEARS,NOW                  | 2025 2026",
        "date     | format=yyyyMMddHH;range=2026030522,NOW;interval.unit=HOURS | 2026030522 2026030523",
        "date     | format=yyyy/MM/dd;range=2026/03/01,NOW;interval=2 | 2026/03/01 2026/03/03 2026/03/05",
        "date     | format=yyyy/MM/dd;range=2026/02/19,NOW;interval=1;interval.unit=WEEKS | 2026/02/19 2026/02/26 2026/03/05",
        "date     | format=yyyy/MM/dd;range=2026/03/06,NOW            | ^^",
        "date     | format='dt='yyyy-MM-dd;range=NOW,NOW            | dt=2026-03-05",
      })
  void projectsValuesByType(String type, String properties, String values) {
    assertThat(locations(type, properties, null))
        .containsExactlyElementsOf(
            Arrays.stream(values.split(" ", -1))
                .filter(it -> !it.isEmpty())
                .map(it -> "s3://bucket/x/" + it + "/")
                .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''       | ''                                       | type must be one of",
        "list     | ''                                       | type must be one of",
        "enum     | ''                                       | values is missing",
        "integer  | range=1                                  | range must be a pair",
        "integer  | range=5,1                                | range must be an ascending",
        "integer  | range=1,b                                | range must be integers",
        "integer  | range=1,2;interval=0                     | range must be an ascending",
        "integer  | range=1,99999999                         | range must be an ascending",
        "date     | range=NOW,NOW                            | format is missing",
        "date     | format=yyyy-bb;range=NOW,NOW             | format is not a valid date format",
        "date     | format=yyyy/MM/dd;range=2026-03-01,NOW   | range has a time that is not",
        "date     | format=yyyy/MM/dd;range=NOW-1MOON,NOW    | range must be one of YEARS",
        "date     | format=yyyyMMddHH;range=NOW,NOW          | interval.unit is missing",
        "date     | format=yyyy/MM/dd;range=NOW,NOW;interval=0 | interval must be at least 1",
      })
  void namesInvalidProperty(String type, String properties, String reason) {
    SqlFailure failure =
        catchThrowableOfType(SqlFailure.class, () -> locations(type, properties, null));
    assertThat(failure).as("was accepted").isNotNull();
    assertThat(failure.reason())
        .startsWith("INVALID_TABLE_PROPERTY: table property projection.p.")
        .containsPattern(reason);
  }

  @Test
  void generatesOnlyAcceptedValues() {
    assertThat(locations("enum", "values=a,b,c", filter(it -> it.compareTo("b") >= 0)))
        .containsExactly("s3://bucket/x/b/", "s3://bucket/x/c/");
  }

  @Test
  void injectedColumnRequiresListedValues() {
    assertThat(locations("injected", "", listed("1", "2")))
        .containsExactly("s3://bucket/x/1/", "s3://bucket/x/2/");
    for (PartitionFilter filter : Arrays.asList(null, filter(it -> true))) {
      assertThat(
              catchThrowableOfType(SqlFailure.class, () -> locations("injected", "", filter))
                  .reason())
          .startsWith("CONSTRAINT_VIOLATION: For the injected projected partition column p");
    }
  }

  @Test
  void doesNotExpandPlaceholdersInValues() {
    assertThat(locations("injected", "", listed("${p}$1\\")))
        .containsExactly("s3://bucket/x/${p}$1\\/");
  }

  @Test
  void combinesColumnsAndRequiresEachInTheTemplate() {
    Map<String, String> properties =
        new HashMap<>(
            Map.of(
                "projection.enabled", "TRUE",
                "projection.p.type", "enum",
                "projection.p.values", "a,b",
                "projection.q.type", "integer",
                "projection.q.range", "1,2"));
    List<String> both = List.of("p", "q");
    assertThat(projection.partitions(table(both, properties), Map.of()))
        .extracting(PartitionLocation::location)
        .containsExactly(
            "s3://bucket/at/p=a/q=1/",
            "s3://bucket/at/p=a/q=2/",
            "s3://bucket/at/p=b/q=1/",
            "s3://bucket/at/p=b/q=2/");
    properties.put("storage.location.template", "s3://bucket/${q}/${p}");
    assertThat(projection.partitions(table(both, properties), Map.of("q", listed("2"))))
        .containsExactly(
            new PartitionLocation(Map.of("p", "a", "q", "2"), "s3://bucket/2/a/"),
            new PartitionLocation(Map.of("p", "b", "q", "2"), "s3://bucket/2/b/"));
    for (String template : List.of("s3://bucket/${q}/", "s3://bucket/${q}/${p}/${r}/")) {
      properties.put("storage.location.template", template);
      assertThat(
              catchThrowableOfType(
                  SqlFailure.class, () -> projection.partitions(table(both, properties), Map.of())))
          .hasMessageContaining("storage.location.template");
    }
  }

  @Test
  void tableWithoutPartitionColumnsIsOnePartitionAndWithoutProjectionNone() {
    assertThat(projection.partitions(table(List.of(), Map.of()), Map.of()))
        .containsExactly(new PartitionLocation(Map.of(), "s3://bucket/at/"));
    assertThat(projection.partitions(table(List.of("p"), Map.of()), Map.of())).isEmpty();
  }

  private List<String> locations(String type, String properties, PartitionFilter filter) {
    Map<String, String> all = new HashMap<>();
    all.put("projection.enabled", "true");
    all.put("projection.p.type", type);
    all.put("storage.location.template", "s3://bucket/x/${p}");
    for (String each : properties.split(";", -1)) {
      if (!each.isEmpty()) {
        String[] pair = each.split("=", 2);
        all.put("projection.p." + pair[0], pair[1]);
      }
    }
    Map<String, PartitionFilter> filters = filter == null ? Map.of() : Map.of("p", filter);
    return projection.partitions(table(List.of("p"), all), filters).stream()
        .map(PartitionLocation::location)
        .toList();
  }

  private static TableEntry table(List<String> partitions, Map<String, String> properties) {
    return new TableEntry(
        "audit",
        "t",
        List.of(),
        partitions.stream().map(it -> new ResultColumn(it, "varchar")).toList(),
        FileFormat.JSON_LINES,
        "s3://bucket/at",
        properties);
  }

  private static PartitionFilter listed(String... values) {
    return new Filter(Set.of(values)::contains, Set.of(values));
  }

  private static PartitionFilter filter(Predicate<String> accepts) {
    return new Filter(accepts, Set.of());
  }

  private record Filter(Predicate<String> predicate, Set<String> listed)
      implements PartitionFilter {
    @Override
    public boolean accepts(String value) {
      return predicate.test(value);
    }

    @Override
    public boolean boundedBelow() {
      return false;
    }

    @Override
    public boolean boundedAbove() {
      return false;
    }
  }
}
