package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.WhyService.Question;
import dev.waybill.verify.S3Address;
import dev.waybill.why.ObjectStory;
import dev.waybill.why.StoryEvent;
import dev.waybill.why.StoryEvent.Kind;
import dev.waybill.why.StoryGap;
import dev.waybill.why.StoryVerdict;
import dev.waybill.why.StoryVerdict.Custody;
import dev.waybill.why.StoryVersion;
import java.io.ByteArrayOutputStream;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import software.amazon.awssdk.core.exception.SdkClientException;

final class WhyCommandTest {
  private static final String HOSTILE = "incoming/<script>\u001b[2J\u202e\n.txt";
  private static final Instant AT = Instant.parse("2026-11-30T12:00:00Z");

  @TempDir Path home;
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private final List<Question> questions = new ArrayList<>();
  private Custody custody = Custody.WHOLE;
  private @Nullable RuntimeException failure;

  private ObjectStory tell(Question question) {
    questions.add(question);
    if (failure != null) {
      throw failure;
    }
    return new ObjectStory(
        "s3://raw/incoming/a",
        AT,
        AT.minusSeconds(3600),
        List.of(new StoryVersion("abc", "s3://raw/incoming/a?versionId=abcdef")),
        List.of(
            new StoryEvent(
                AT, Kind.CALL, "abc", "PutObject on " + HOSTILE, true, Map.of("event", HOSTILE))),
        List.of(new StoryGap("cloudtrail", AT, AT.plusSeconds(60), HOSTILE, true)),
        new StoryVerdict(custody, HOSTILE, List.of(HOSTILE)));
  }

  private Shell.Result run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        WaybillCommand.commandLine(
            new GlobalOptions(Map.of()),
            new WhyCommand(new GlobalOptions(Map.of()), this::tell, raw));
    List<String> all = new ArrayList<>(List.of("why"));
    all.addAll(List.of(args));
    int code =
        line.setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Shell.Result(code, raw.toString(StandardCharsets.UTF_8), err.toString());
  }

  @ParameterizedTest
  @EnumSource
  void returnsZeroOnlyWhenCustodyIsWhole(Custody state) {
    custody = state;

    Shell.Result result = run("s3://raw/incoming/a");

    assertThat(result.exitCode()).isEqualTo(state == Custody.WHOLE ? 0 : 1);
    assertThat(result.out()).contains(state.name());
  }

  @ParameterizedTest
  @CsvSource({"''", "--json", "--html"})
  void printsUntrustedInputAsText(String format) {
    String out =
        (format.isEmpty() ? run("s3://raw/incoming/a") : run("s3://raw/incoming/a", format)).out();

    assertThat(out)
        .contains("PutObject on incoming/")
        .doesNotContain("\u001b", "\u202e", "<html><script", "s/<script>\u001b");
    if (format.equals("--html")) {
      assertThat(out).contains("default-src 'none'", "&lt;script&gt;").doesNotContain("<script");
    }
  }

  @Test
  void asksForTheAddressAndSpanGiven() {
    assertThat(run("s3://raw/incoming/a?versionId=v1", "--since", "2d", "--no-athena").exitCode())
        .isZero();

    assertThat(questions)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.address()).isEqualTo(new S3Address("raw", "incoming/a", "v1"));
              assertThat(it.since()).isEqualTo(Duration.ofDays(2));
              assertThat(it.isAthenaAsked()).isFalse();
              assertThat(it.isPublishedTrusted()).isFalse();
            });
  }

  @Test
  void writesFile() throws Exception {
    Path file = home.resolve("story.html");

    assertThat(run("s3://raw/incoming/a", "--html", "-o", file.toString()).out()).isEmpty();

    assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "incoming/a",
        "s3://raw",
        "s3://raw/a --json --html",
        "s3://raw/a --since 1s",
        "s3://raw/a --since never",
        "s3://raw/a --key missing.pem",
        "s3://raw/a s3://raw/b"
      })
  void rejectsWrongUsage(String line) {
    assertThat(run(line.split(" ", -1)).exitCode()).isEqualTo(2);
    assertThat(questions).isEmpty();
  }

  @Test
  void returnsThreeWhenAwsCannotBeReached() {
    failure = SdkClientException.create("no route");

    assertThat(run("s3://raw/incoming/a").exitCode()).isEqualTo(3);
  }
}
