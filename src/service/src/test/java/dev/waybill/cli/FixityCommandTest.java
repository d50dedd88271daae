package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.cli.FixityService.CheckListener;
import dev.waybill.cli.FixityService.Defect;
import dev.waybill.cli.FixityService.Reported;
import dev.waybill.cli.FixityService.Status;
import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.plan.BurnRate;
import dev.waybill.fixity.plan.Coverage;
import dev.waybill.fixity.plan.CoverageCount;
import dev.waybill.fixity.plan.CycleProgress;
import dev.waybill.fixity.plan.FixityBudget;
import dev.waybill.fixity.plan.FixityPlan;
import dev.waybill.fixity.plan.FixityPolicy;
import dev.waybill.fixity.plan.FixityPrices;
import dev.waybill.fixity.plan.FixityStanding;
import dev.waybill.fixity.plan.OpenDefect;
import dev.waybill.fixity.plan.PlanPrice;
import dev.waybill.fixity.plan.PlannedCycle;
import dev.waybill.fixity.plan.SizeMark;
import dev.waybill.fixity.plan.TileWork;
import dev.waybill.fixity.report.FixityReport;
import dev.waybill.fixity.report.NdsaFacts;
import dev.waybill.fixity.report.OverviewReader;
import dev.waybill.record.FixityStatement;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.LoadedSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.core.exception.SdkClientException;

final class FixityCommandTest {
  private static final CycleId CYCLE = new CycleId("20300101T000000Z");
  private static final Instant NOW = Instant.parse("2030-01-01T01:00:00Z");
  private static final FixityPolicy POLICY =
      new FixityPolicy(
          Duration.ofDays(30), Duration.ofDays(1), new FixityBudget(50 << 20, 100, 10), 0.1);
  private static final FixityPrices PRICES = FixityPrices.ofRegion("us-east-1");

  @TempDir Path home;
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private final List<String> overrides = new ArrayList<>();
  private long nanos;
  private Status status = new Status(standing(0, 0, Map.of()), List.of(), null);
  private PlanPrice price = new PlanPrice(new TileWork(1000, 5L << 30), 1000, POLICY, PRICES);
  private List<FixityCondition> found = List.of();
  private List<TileRange> unlisted = List.of();
  private boolean isNothingVerified;
  private RuntimeException failure;

  /** Returns the standing of 1,000 versions, half of which were examined in the cycle. */
  private static FixityStanding standing(
      long late, long waiting, Map<FixityCondition, Long> defects) {
    long read = 1000 - 10 - late - waiting;
    CoverageCount all =
        new CoverageCount(1000, 1 << 30, read, read, waiting, 10, NOW.minusSeconds(60));
    List<OpenDefect> open = new ArrayList<>();
    defects.forEach(
        (condition, count) ->
            IntStream.range(0, count.intValue())
                .forEach(it -> open.add(new OpenDefect(it, condition, NOW, true))));
    return new FixityStanding(
        new FixityPlan(
            POLICY,
            new PlannedCycle(CYCLE, 1000, "seed", null),
            List.of(new SizeMark(0, 1000, NOW, false)),
            List.of()),
        new Coverage(NOW, all, Map.of(), Map.of(), null, Map.of(), defects),
        new CycleProgress(
            500, new TileWork(500, 1 << 30), new TileWork(1000, 1 << 30), 0, 0, 0, 0, 0),
        new BurnRate(7200, 864_000, false),
        waiting,
        List.of(),
        open);
  }

  private Shell.Result run(String... args) {
    GlobalOptions options = new GlobalOptions(Map.of());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        WaybillCommand.commandLine(
            options, new FixityCommand(options, new FakeFixity(), raw, () -> nanos));
    List<String> all = new ArrayList<>(List.of("--home", home.toString(), "fixity"));
    all.addAll(List.of(args));
    int code =
        line.setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Shell.Result(code, out.toString(), err.toString());
  }

  private static JsonNode json(Shell.Result result) throws IOException {
    return new ObjectMapper().readTree(result.out());
  }

  @Test
  void readsReplicaOnlyInCheckOfItsOwn() {
    assertThat(run("run", "--replica", "replica").exitCode()).isEqualTo(2);
    assertThat(run("run", "--replica", "replica").err()).contains("--once");
  }

  @Test
  void showsTheStatusWithRateAndTimeLeft() {
    FixityStatement last =
        new FixityStatement(
            FixityStatement.PREDICATE_TYPE,
            "20291201T000000Z",
            Sha256.hash("x".getBytes(StandardCharsets.UTF_8)),
            NOW,
            "key",
            "{}");
    status = new Status(standing(0, 7, Map.of()), List.of(), last);

    assertThat(run("status"))
        .isEqualTo(
            new Shell.Result(
                0,
                "cycle         20300101T000000Z, begun 2030-01-01T00:00:00Z, 1,000 versions\n"
                    + "promise       kept: 99.29 % of 990 versions re-read within 30 d, 0 overdue\n"
                    + "oldest        2030-01-01T00:59:00Z\n"
                    + "never read    7, 7 of them new and not due yet\n"
                    + "unverifiable  10 archived\n"
                    + "defects       none\n"
                    + "left          500 versions, 1.0 GiB: 2.0 h at the budget, 10.0 d until the"
                    + " promise breaks\n"
                    + "rate          0.1 versions/s since the cycle began: about 60.0 min left\n"
                    + "statement     fixity/cycle/20291201T000000Z.sigstore.json at"
                    + " 2030-01-01T01:00:00Z\n",
                ""));
  }

  @Test
  void exitsWith1AndNamesDefectsWhenSomeAreOpen() throws IOException {
    Defect defect = new Defect(FixityCondition.ALTERED, "s3://raw/a\u001b?v", 3, NOW, "");
    status =
        new Status(standing(0, 0, Map.of(FixityCondition.ALTERED, 21L)), List.of(defect), null);

    Shell.Result result = run("status");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains(
            """
            defects       OPEN
            altered             s3://raw/a\\u001b?v  entry 3, since 2030-01-01T01:00:00Z
            altered             20 more; fixity report --json names all
            """)
        .contains("statement     none yet");
    JsonNode json = json(run("status", "--json"));
    assertThat(json.path("openDefects").path("altered").asLong()).isEqualTo(21);
    assertThat(json.path("defects").path(0).path("index").asLong()).isEqualTo(3);
    assertThat(json.path("coverage").path("unverifiable").asLong()).isEqualTo(10);
    assertThat(json.path("statement").isNull()).isTrue();
  }

  @Test
  void exitsWith1WhenThePromiseIsNotKept() throws IOException {
    status = new Status(standing(1, 0, Map.of()), List.of(), null);

    Shell.Result result = run("status");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("NOT KEPT: 99.89 % of 990 versions", ", 1 overdue");
    assertThat(json(run("status", "--json")).path("kept").asBoolean(true)).isFalse();
  }

  @Test
  void saysThatNothingWasVerifiedYet() throws IOException {
    isNothingVerified = true;

    assertThat(run("status")).isEqualTo(new Shell.Result(0, "No re-verification yet.\n", ""));
    assertThat(json(run("status", "--json")).isEmpty()).isTrue();
    assertThat(run("report"))
        .isEqualTo(new Shell.Result(1, "", "waybill fixity report: No re-verification yet.\n"));
  }

  @Test
  void showsThePriceOfACycleAndThatTheBudgetSuffices() {
    assertThat(run("plan"))
        .isEqualTo(
            new Shell.Result(
                0,
                "versions      1,000 versions, 5.0 GiB\n"
                    + "requests      2,080\n"
                    + "time          102 s at the budget; a cycle takes 25.5 d\n"
                    + "price         $0.0030 a cycle: $0.0009 for requests, $0.0021 for data"
                    + " events of CloudTrail, at the list prices of us-east-1\n"
                    + "traffic       free with a gateway endpoint of S3; $0.2250 more through a NAT"
                    + " gateway\n"
                    + "budget        suffices\n",
                ""));
  }

  @Test
  void exitsWith1AndNamesTheSettingToRaiseWhenTheBudgetDoesNotSuffice() throws IOException {
    price = new PlanPrice(new TileWork(1_000_000_000, 1L << 50), 9, POLICY, PRICES);

    Shell.Result result = run("plan", "--set", "waybill.fixity.every=7d");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains("(sizes are an estimate)", "DOES NOT SUFFICE")
        .contains("raise waybill.fixity.budget.bytes-per-second to at least ");
    assertThat(overrides).containsExactly("PT168H");
    JsonNode json = json(run("plan", "--json"));
    assertThat(json.path("sufficient").asBoolean(true)).isFalse();
    assertThat(json.path("advice").size()).isEqualTo(3);
    assertThat(json.path("pricesOf").asText()).isEqualTo("us-east-1");
  }

  @Test
  void checksEverythingWithProgressAndRate() {
    found = List.of(FixityCondition.INTACT, FixityCondition.ARCHIVED);

    Shell.Result result = run("run", "--once");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            archived            s3://raw/1\\u001b  entry 1: of it
            2 versions examined, 2.0 KiB read in 10 s: 1 intact, 1 archived
            verified, except what is named above
            """);
    assertThat(result.err())
        .isEqualTo(
            """
            published keys
            reading 4 versions
            2 of 4 versions, 2.0 KiB, 0.2 versions/s, 204 B/s, about 10 s left
            """);
  }

  @Test
  void exitsWith1AndALineForEachDefectOfACheck() {
    found = List.of(FixityCondition.ALTERED, FixityCondition.UNREADABLE, FixityCondition.GONE);

    Shell.Result result = run("run", "--once");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains("altered             s3://raw/0\\u001b  entry 0: of it\n")
        .contains("gone                s3://raw/2\\u001b  entry 2: of it\n")
        .endsWith("DEFECTS: 2\n");
  }

  @Test
  void exitsWith1WhenTheLogIsDamaged() {
    found = List.of(FixityCondition.INTACT);
    unlisted = List.of(new TileRange(2, 3));

    Shell.Result result = run("run", "--once");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains("log  entries 512 to 514: tile\\u001b changed\n")
        .endsWith("DEFECTS: 0; not examined, because the log is damaged: 3\n");
  }

  @Test
  void exitsWith3WhenVersionsCannotBeReadOrAwsCannotBeReached() {
    found = List.of(FixityCondition.INTACT, FixityCondition.UNREADABLE);
    Shell.Result unreadable = run("run", "--once");
    assertThat(unreadable.exitCode()).isEqualTo(3);
    assertThat(unreadable.out()).endsWith("NOT VERIFIED: 1 could not be read\n");

    failure = SdkClientException.create("connection refused");
    for (String command : List.of("status", "plan", "report", "run")) {
      Shell.Result result = run(command);
      assertThat(result.exitCode()).as(command).isEqualTo(3);
      assertThat(result.err()).contains("AWS cannot be reached", "connection refused");
    }
  }

  @Test
  void worksBesideTheServiceWithProgress() {
    found = List.of(FixityCondition.ALTERED);

    Shell.Result result = run("run");

    assertThat(result)
        .isEqualTo(new Shell.Result(0, "", "1 versions, 1.0 KiB, 0.1 versions/s, 102 B/s\n"));
  }

  @Test
  void writesTheReportInEachFormToAFileOrStandardOutput() throws IOException {
    assertThat(run("report").exitCode()).isZero();
    assertThat(raw.toString(StandardCharsets.UTF_8)).startsWith("Fixity of log at ");
    Path file = home.resolve("report.html");

    assertThat(run("report", "--html", "-o", file.toString()))
        .isEqualTo(new Shell.Result(0, "", ""));
    assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>");
    assertThat(run("report", "--json", "-o", file.toString()).exitCode()).isZero();
    assertThat(new ObjectMapper().readTree(file.toFile()).path("all").path("waiting").asLong())
        .isEqualTo(0);
  }

  @Test
  void exitsWith1WhenTheReportHasAnOpenDefect() {
    status = new Status(standing(0, 0, Map.of(FixityCondition.GONE, 1L)), List.of(), null);

    assertThat(run("report").exitCode()).isEqualTo(1);
    assertThat(raw.toString(StandardCharsets.UTF_8)).contains("1 defect is open.", "s3://raw/0");
  }

  @Test
  void rejectsTwoFormsOfAReportAndAFileThatCannotBeWritten() {
    assertThat(run("report", "--json", "--html").exitCode()).isEqualTo(2);
    Shell.Result result = run("report", "-o", home.resolve("no/folder").toString());
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("no/folder failed").contains("name another with -o");
  }

  @Test
  void namesTheSubcommandsWhenNoneIsGiven() {
    Shell.Result result = run();

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("status, plan, run, report or second-read is missing");
  }

  private final class FakeFixity implements FixityService {
    private void called(LoadedSettings settings) {
      overrides.clear();
      overrides.add(settings.settings().fixity().every().toString());
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public Optional<Status> status(LoadedSettings settings) {
      called(settings);
      return isNothingVerified ? Optional.empty() : Optional.of(status);
    }

    @Override
    public PlanPrice plan(LoadedSettings settings) {
      called(settings);
      return price;
    }

    @Override
    public void check(LoadedSettings settings, @Nullable String replica, CheckListener listener) {
      called(settings);
      listener.note("published keys");
      listener.begun(4);
      TileResult result = result();
      result.examinations().stream()
          .filter(it -> it.condition() != FixityCondition.INTACT)
          .forEach(
              it ->
                  listener.found(
                      new Defect(
                          it.condition(),
                          "s3://raw/" + it.index() + "\u001b",
                          it.index(),
                          null,
                          "of it")));
      nanos += TimeUnit.SECONDS.toNanos(10);
      listener.examined(result);
      unlisted.forEach(it -> listener.unlisted(it, "tile\u001b changed"));
    }

    private TileResult result() {
      return new TileResult(
          new TileTask(CYCLE, new TileRange(0, found.size())),
          "reader",
          NOW,
          NOW,
          IntStream.range(0, found.size())
              .mapToObj(
                  it -> new Examination(it, Rung.BYTES, found.get(it), 1024, 1, null, null, null))
              .toList());
    }

    @Override
    public void work(LoadedSettings settings, Consumer<TileResult> listener) {
      called(settings);
      nanos += TimeUnit.SECONDS.toNanos(10);
      listener.accept(result());
    }

    @Override
    public Optional<Reported> report(LoadedSettings settings) {
      called(settings);
      if (isNothingVerified) {
        return Optional.empty();
      }
      FixityReport report =
          new FixityReport(
              new OverviewReader("prov", "log", it -> "s3://raw/" + it, new NdsaFacts(false))
                  .read(status.standing(), Duration.ofDays(1), List.of()));
      return Optional.of(new Reported(report, !status.standing().defects().isEmpty()));
    }
  }
}
