package dev.waybill.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Severity;
import dev.waybill.alert.incident.Decision;
import dev.waybill.alert.incident.DecisionRequest;
import dev.waybill.fixity.plan.LargePlan;
import dev.waybill.fixity.plan.PlannerStatus;
import dev.waybill.testing.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests of what the status page shows. */
final class StatusPageTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final int MAX_BYTES = 60_000;

  /** Elements that the page never has. */
  private static final Pattern ACTIVE =
      Pattern.compile(
          "<(script|img|iframe|object|embed|base|style|math|template|animate|plaintext)\\b|\\son\\w+=|"
              + "<meta http-equiv|javascript:window[^<]*\"",
          Pattern.CASE_INSENSITIVE);

  private final SampleStatus sample = new SampleStatus(NOW);
  private final PlannerStatus planned = LargePlan.status(300_000, NOW, 0);

  private StatusPage page(StatusSources sources, boolean names) {
    StatusReader reader =
        new StatusReader(
            sources,
            names,
            StatusReader.Limits.DEFAULT,
            Runnable::run,
            Clock.fixed(NOW, ZoneOffset.UTC));
    return new StatusPage(reader.report().join(), names, null);
  }

  private List<Finding> hostile(int from, int count) {
    return HostileKeys.ALL.stream()
        .skip(from)
        .limit(count)
        .map(it -> sample.finding("rule", it, Severity.HIGH, it, it))
        .toList();
  }

  @Test
  void hostileIncidentsStayText() {
    for (int from = 0; from < HostileKeys.ALL.size(); from += 20) {
      String html = page(sample.whole(planned, true, hostile(from, 20)), true).html();

      assertThat(withoutText(html)).doesNotContainPattern(ACTIVE);
      assertThat(html).doesNotContain("\u202e", "\u0000", "\u001b", "\u200b").contains("20 high");
      assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MAX_BYTES);
    }
  }

  @Test
  void hostileObjectsStayText() {
    StatusPage empty = page(SampleStatus.unknown(), true);
    for (String key : HostileKeys.ALL) {
      ObjectAnswer answer =
          new ObjectAnswer(
              "s3://b/" + key,
              "altered",
              key,
              List.of(new ObjectAnswer.Line(NOW, key, key, true)),
              List.of(key));
      String html = new StatusPage(empty.report(), true, answer).html();

      assertThat(withoutText(html)).doesNotContainPattern(ACTIVE);
      assertThat(html).contains("<strong class=\"bad\">altered</strong>");
    }
  }

  /** Returns the tags of a page with their attributes, whose values are masked. */
  private static String withoutText(String html) {
    return Pattern.compile("<(?:\"[^\"]*\"|[^\">])*>")
        .matcher(html)
        .results()
        .map(it -> it.group().replaceAll("\"[^\"]*\"", "\"\""))
        .reduce("", String::concat);
  }

  @Test
  void hidesTextsThatMayHoldNames() {
    Finding finding = sample.finding("rule", "s3://b/k", Severity.HIGH, "Key of Bob", "by Alice");

    String hidden = page(sample.whole(planned, false, List.of(finding)), false).html();
    String shown = page(sample.whole(planned, true, List.of(finding)), true).html();

    assertThat(hidden)
        .doesNotContain("Bob", "Alice", "s3://b", "<form")
        .contains("rule", "waybill.status.names");
    assertThat(shown).contains("Key of Bob", "by Alice", "<form");
  }

  @Test
  void showsDecisionsOfPeopleAndTheirNamesOnlyWhenAllowed() {
    List<Finding> findings =
        List.of(
            sample.finding("rule", "a", Severity.HIGH, "t", "m"),
            sample.finding("rule", "b", Severity.LOW, "t", "m"));
    sample.decide("a", new DecisionRequest(Decision.Kind.ACKNOWLEDGED, "arn:Bob", "<b>", null));
    sample.decide(
        "b", new DecisionRequest(Decision.Kind.SILENCED, "arn:Eve", "", Duration.ofHours(2)));

    assertThat(page(sample.whole(planned, false, findings), false).html())
        .contains(">acknowledged<", ">silenced until 2026-11-30 14:00 UTC<")
        .doesNotContain("arn:Bob", "arn:Eve");
    assertThat(page(sample.whole(planned, true, findings), true).html())
        .contains("acknowledged by arn:Bob", "&lt;b&gt;", "arn:Eve");
  }

  @Test
  void unknownSourcesNeverLookWell() {
    StatusPage page = page(SampleStatus.unknown(), false);

    assertThat(page.report().conclusion().state()).isEqualTo(StatusConclusion.State.UNKNOWN);
    assertThat(page.html())
        .contains("It is not known whether custody is whole.", "the source failed: IllegalState")
        .doesNotContain("class=\"good\"", "secret-bucket", "111122223333");
    assertThat(page.html().split("<p class=\"unknown\">", -1)).hasSize(7);
  }

  @Test
  void onlyKnownAndCleanSourcesAreWhole() {
    StatusSources whole = sample.whole(planned, false, List.of());
    StatusSources unknown = SampleStatus.unknown();

    assertThat(conclusion(whole)).isEqualTo(StatusConclusion.State.WHOLE);
    assertThat(
            conclusion(
                new StatusSources(
                    unknown.custody(),
                    whole.backlog(),
                    whole.coverage(),
                    whole.log(),
                    whole.trail(),
                    whole.incidents())))
        .isEqualTo(StatusConclusion.State.UNKNOWN);
    assertThat(
            conclusion(
                new StatusSources(
                    whole.custody(),
                    whole.backlog(),
                    unknown.coverage(),
                    whole.log(),
                    whole.trail(),
                    whole.incidents())))
        .isEqualTo(StatusConclusion.State.UNKNOWN);
    assertThat(
            conclusion(
                new StatusSources(
                    whole.custody(),
                    whole.backlog(),
                    whole.coverage(),
                    whole.log(),
                    whole.trail(),
                    unknown.incidents())))
        .isEqualTo(StatusConclusion.State.ATTENTION);
    assertThat(conclusion(sample.whole(planned, false, hostile(0, 1))))
        .isEqualTo(StatusConclusion.State.ATTENTION);
    assertThat(conclusion(sample.broken(planned, false, List.of())))
        .isEqualTo(StatusConclusion.State.BROKEN);
    assertThat(conclusion(sample.whole(LargePlan.status(10_000_000, NOW, 1), false, List.of())))
        .isEqualTo(StatusConclusion.State.BROKEN);
  }

  private StatusConclusion.State conclusion(StatusSources sources) {
    return page(sources, false).report().conclusion().state();
  }

  @Test
  void stateOfPlannerIsForgottenAfterTwoMinutes() throws Exception {
    CoverageFeed feed = new CoverageFeed(Clock.fixed(NOW, ZoneOffset.UTC));
    assertThat(reason(feed)).contains("has not planned it");
    feed.planned(planned);
    assertThat(feed.read().examined()).isGreaterThan(0);
    ManualClock clock = new ManualClock(NOW);
    CoverageFeed old = new CoverageFeed(clock);
    old.planned(planned);
    clock.advance(Duration.ofMinutes(3));
    assertThat(reason(old)).contains("for some minutes");
  }

  private static String reason(CoverageFeed feed) {
    return catchThrowable(feed::read).getMessage();
  }

  @Test
  void stripHasBoundedNumberOfCells() throws Exception {
    for (long size : new long[] {1, 256, 257, 65_536, 600_000, 10_000_000}) {
      CoverageFeed feed = new CoverageFeed(Clock.fixed(NOW, ZoneOffset.UTC));
      feed.planned(LargePlan.status(size, NOW, 0));
      var strip = feed.read().strip().cells();
      assertThat(strip.size()).isBetween(1, 96);
      assertThat(strip.get(0).from()).isZero();
      assertThat(strip.get(strip.size() - 1).to()).isEqualTo(size);
      IntStream.range(1, strip.size())
          .forEach(it -> assertThat(strip.get(it).from()).isEqualTo(strip.get(it - 1).to()));
    }
  }
}
