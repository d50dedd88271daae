package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.deadletter.DeadLetter;
import dev.waybill.deadletter.Redrive;
import dev.waybill.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.core.exception.SdkClientException;

final class DeadLettersCommandTest {
  private static final DeadLetter DENIED =
      letter(
          "11111111-aaaa",
          Map.of(
              DeadLetter.REASON, "access-denied",
              DeadLetter.DETAIL, "S3 403 \u001b[2JAccessDenied",
              DeadLetter.SOURCE_ID, "99999999-zzzz",
              DeadLetter.VERSION, "s3://raw/incoming/a?versionId=v"));

  /** Message without attributes, as SQS moves it. */
  private static final DeadLetter MOVED = letter("22222222-bbbb", Map.of());

  @TempDir Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private int failAfter = Integer.MAX_VALUE;

  private static DeadLetter letter(String id, Map<String, String> attributes) {
    return new DeadLetter(
        id,
        "receipt",
        Instant.parse("2026-03-01T12:00:00.123Z"),
        2,
        attributes,
        "{\"Records\":\n\u001b[31m[]}");
  }

  @Test
  void listsOneLinePerMessageWithUntrustedInputEscaped() {
    assertThat(run("list")).isZero();

    assertThat(out.toString().lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("11111111-aaaa  2026-03-01T12:00:00Z  access-denied")
                    .contains("s3://raw/incoming/a?versionId=v", "S3 403 \\u001b[2JAccessDenied"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("22222222-bbbb  2026-03-01T12:00:00Z  moved-by-sqs")
                    .contains("SQS moved the message after its last delivery"))
        .endsWith("2 messages: 1 access-denied, 1 moved-by-sqs");
    assertThat(out.toString()).doesNotContain("\u001b");
  }

  @Test
  void listsAsJson() throws IOException {
    assertThat(run("list", "--json")).isZero();

    JsonNode list = new ObjectMapper().readTree(out.toString());
    assertThat(list).hasSize(2);
    assertThat(list.at("/0/id").asText()).isEqualTo("11111111-aaaa");
    assertThat(list.at("/0/sourceId").asText()).isEqualTo("99999999-zzzz");
    assertThat(list.at("/0/object").asText()).isEqualTo("s3://raw/incoming/a?versionId=v");
    assertThat(list.at("/1/reason").asText()).isEqualTo("moved-by-sqs");
    assertThat(list.at("/1/object").isNull()).isTrue();
    assertThat(list.at("/0").has("body")).isFalse();
  }

  @Test
  void showsBodyEscapedAndFindsMessageByItsFormerId() {
    assertThat(run("show", "99999999-zzzz")).isZero();

    assertThat(out.toString())
        .contains("id         11111111-aaaa\n", "reason     access-denied\n")
        .contains("body       {\"Records\":\\u000a\\u001b[31m[]}\n")
        .doesNotContain("\u001b");
  }

  @Test
  void showsBodyInJson() throws IOException {
    assertThat(run("show", "22222222-bbbb", "--json")).isZero();

    assertThat(new ObjectMapper().readTree(out.toString()).path("body").asText())
        .isEqualTo(MOVED.body());
  }

  @Test
  void exitsWith1WhenNoMessageHasTheId() {
    assertThat(run("show", "\u001babsent")).isEqualTo(1);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .startsWith("no dead letter has the id \\u001babsent; waybill dead-letters list");
  }

  @Test
  void namesDestinationAndNumbersOfARedrive() {
    assertThat(run("redrive", "--reason", "access-denied", "--set", "waybill.queue=events"))
        .isZero();

    assertThat(out.toString())
        .isEqualTo("moved 1 message: 1 access-denied to events; 1 message stays\n");
  }

  @Test
  void showsWhatADryRunWouldMove() {
    assertThat(run("redrive", "--dry-run")).isZero();

    assertThat(out.toString())
        .contains("11111111-aaaa", "22222222-bbbb")
        .contains("\nwould move 2 messages: 1 access-denied, 1 moved-by-sqs to ");
  }

  @Test
  void printsNumbersOfARedriveAsJson() throws IOException {
    assertThat(run("redrive", "--json", "--set", "waybill.queue=events")).isZero();

    JsonNode numbers = new ObjectMapper().readTree(out.toString());
    assertThat(numbers.path("to").asText()).isEqualTo("events");
    assertThat(numbers.path("moved").asInt()).isEqualTo(2);
    assertThat(numbers.path("dryRun").asBoolean()).isFalse();
    assertThat(numbers.at("/matchedByReason/moved-by-sqs").asInt()).isEqualTo(1);
  }

  @Test
  void rejectsReasonThatWaybillDoesNotGive() {
    assertThat(run("redrive", "--reason", "acess-denied")).isEqualTo(2);

    assertThat(err.toString())
        .contains("no message has the reason acess-denied")
        .contains("there are 2 messages: 1 access-denied, 1 moved-by-sqs");
  }

  @Test
  void succeedsWhenNoMessageHasAKnownReason() {
    assertThat(run("redrive", "--reason", "archived")).isZero();

    assertThat(out.toString()).startsWith("moved 0 messages to ");
  }

  @Test
  void saysHowFarAFailedRedriveCame() {
    failAfter = 1;

    assertThat(run("redrive")).isEqualTo(3);

    assertThat(err.toString())
        .contains("1 of 2 messages that were read are moved")
        .contains("22222222-bbbb was sent to the queue and is not deleted");
  }

  @Test
  void namesSubcommandsWhenNoneIsGiven() {
    assertThat(run()).isEqualTo(2);

    assertThat(err.toString()).contains("list, show or redrive is missing");
  }

  private int run(String... arguments) {
    GlobalOptions options = new GlobalOptions(Map.of());
    CommandLine line =
        WaybillCommand.commandLine(
            options, new DeadLettersCommand(options, new FakeDeadLetters(failAfter)));
    String[] all =
        Stream.concat(Stream.of("--home", home.toString(), "dead-letters"), Stream.of(arguments))
            .toArray(String[]::new);
    return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(all);
  }

  /**
   * Service with two messages.
   *
   * @param failAfter number of messages after which a delete fails
   */
  private record FakeDeadLetters(int failAfter) implements DeadLetterService {
    private static final List<DeadLetter> ALL = List.of(DENIED, MOVED);

    @Override
    public void list(Settings settings, Consumer<DeadLetter> listener) {
      ALL.forEach(listener);
    }

    @Override
    public Optional<DeadLetter> find(Settings settings, String id, Consumer<DeadLetter> progress) {
      return ALL.stream().filter(it -> it.hasId(id)).findFirst();
    }

    @Override
    public void redrive(
        Settings settings, String reason, boolean dryRun, Redrive.Listener listener) {
      int moved = 0;
      for (DeadLetter letter : ALL) {
        listener.read(letter);
        if (reason == null || reason.equals(letter.reason())) {
          listener.matched(letter);
          if (!dryRun) {
            listener.sent(letter);
            if (moved++ == failAfter) {
              throw SdkClientException.create("connection reset");
            }
            listener.moved(letter);
          }
        }
      }
    }
  }
}
