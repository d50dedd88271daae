package dev.waybill.fixity.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.plan.CoverageCount;
import dev.waybill.fixity.plan.FixityStanding;
import dev.waybill.fixity.plan.OpenDefect;
import dev.waybill.fixity.plan.SizeClass;
import dev.waybill.record.FixityStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Reader of the facts of a report from the standing and the signed statements. */
public final class OverviewReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String bucket;
  private final String origin;
  private final LongFunction<String> uris;
  private final NdsaFacts ndsa;

  /**
   * @param bucket the provenance bucket
   * @param origin origin of the log
   * @param uris returns the URI of the version of an entry
   * @param ndsa facts of the settings
   */
  public OverviewReader(String bucket, String origin, LongFunction<String> uris, NdsaFacts ndsa) {
    this.bucket = bucket;
    this.origin = origin;
    this.uris = uris;
    this.ndsa = ndsa;
  }

  /**
   * Returns the facts.
   *
   * @param glance promised time between two looks at the presence of a version; zero for none
   * @param statements verified statements, the newest first
   */
  public FixityOverview read(
      FixityStanding standing, Duration glance, List<FixityStatement> statements) {
    Duration every = standing.plan().policy().every();
    return new FixityOverview(
        standing.coverage().at(),
        bucket,
        origin,
        every,
        glance.isZero() || glance.compareTo(every) > 0 ? every : glance,
        // A version that was read was also there; glances leave nothing behind.
        standing.coverage().total().oldest(),
        row("all", standing.coverage().total(), standing.waiting()),
        prefixes(standing),
        sizes(standing),
        cycles(standing, statements),
        standing.overdue().stream()
            .map(it -> new GapRow(it.from(), it.to(), it.read(), it.cause().label()))
            .toList(),
        defects(standing),
        ndsa);
  }

  private static CoverageRow row(String label, CoverageCount count, long waiting) {
    return new CoverageRow(
        label,
        count.versions(),
        count.bytes(),
        count.within(),
        count.withinLimit(),
        waiting,
        count.unverifiable(),
        count.oldest());
  }

  private static List<CoverageRow> prefixes(FixityStanding standing) {
    return standing.coverage().byPrefix().entrySet().stream()
        .sorted(
            Map.Entry.<String, CoverageCount>comparingByValue(
                    Comparator.comparingLong(CoverageCount::versions).reversed())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(it -> row(it.getKey(), it.getValue(), 0))
        .toList();
  }

  private static List<CoverageRow> sizes(FixityStanding standing) {
    return standing.coverage().bySize().entrySet().stream()
        .sorted(Map.Entry.<SizeClass, CoverageCount>comparingByKey())
        .map(it -> row(it.getKey().label(), it.getValue(), 0))
        .toList();
  }

  private List<DefectRow> defects(FixityStanding standing) {
    return standing.defects().stream()
        .sorted(Comparator.comparing(OpenDefect::since).reversed())
        .map(it -> new DefectRow(it.condition(), uris.apply(it.index()), it.index(), it.since()))
        .toList();
  }

  private static List<CycleRow> cycles(FixityStanding standing, List<FixityStatement> statements) {
    List<CycleRow> rows = new ArrayList<>();
    rows.add(running(standing));
    statements.forEach(it -> rows.add(ended(it)));
    return rows;
  }

  private static CycleRow running(FixityStanding standing) {
    long defects = standing.defects().size();
    long archived = standing.coverage().notIntact().getOrDefault(FixityCondition.ARCHIVED, 0L);
    long open = standing.progress().open();
    return new CycleRow(
        standing.plan().cycle().id(),
        null,
        standing.plan().cycle().size(),
        Math.max(0, standing.examined() - open - archived - defects),
        standing.progress().unexamined() + open,
        defects);
  }

  private static CycleRow ended(FixityStatement statement) {
    JsonNode predicate = predicate(statement);
    return new CycleRow(
        new CycleId(statement.cycle()),
        statement.at(),
        number(predicate, "versions", "due"),
        number(predicate, "versions", "reread"),
        number(predicate, "gaps", "versions"),
        number(predicate, "defects", "versions"));
  }

  private static @Nullable JsonNode predicate(FixityStatement statement) {
    try {
      return JSON.readTree(statement.payload()).get("predicate");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a verified statement is no JSON", e);
    }
  }

  private static long number(@Nullable JsonNode predicate, String group, String name) {
    return predicate == null ? 0 : predicate.path(group).path(name).asLong();
  }
}
