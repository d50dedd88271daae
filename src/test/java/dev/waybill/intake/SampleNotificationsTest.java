package dev.waybill.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.model.Announced;
import dev.waybill.model.Notice;
import dev.waybill.model.RejectedException;
import dev.waybill.model.Skipped;
import dev.waybill.settings.RawSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Notifications that others published, in the folder named by {@code -Dwaybill.samples.s3events};
 * its sub-folders say what kind they are. The outcomes are written to {@code target/s3-events.tsv}.
 *
 * <p>Their buckets and keys are not ours, so each is read twice: as it is, when it must be foreign,
 * and with its bucket as the raw bucket and its key under {@code incoming/}.
 */
final class SampleNotificationsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RawSettings RAW = Notifications.RAW;

  private final NotificationReader reader = new NotificationReader(RAW);

  @TestFactory
  Stream<DynamicTest> every_sample_is_read_to_the_outcome_a_person_would_expect()
      throws IOException {
    String folder = System.getProperty("waybill.samples.s3events", "");
    assumeThat(folder).as("-Dwaybill.samples.s3events names a folder of samples").isNotEmpty();
    List<String> table = new ArrayList<>();
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : jsonFilesBelow(Path.of(folder))) {
      String name = file.getParent().getFileName() + "/" + file.getFileName();
      tests.add(DynamicTest.dynamicTest(name, () -> check(file, name, table)));
    }
    assertThat(tests).isNotEmpty();
    tests.add(
        DynamicTest.dynamicTest(
            "table", () -> Files.write(Path.of("target", "s3-events.tsv"), table)));
    return tests.stream();
  }

  private void check(Path file, String name, List<String> table) throws IOException {
    JsonNode sample = JSON.readTree(file.toFile());
    for (String body : bodies(sample)) {
      List<String> asItIs = outcomes(body);
      List<String> asOurs = outcomes(asOurs(body));
      table.add(String.join("\t", name, asItIs.toString(), asOurs.toString()));
      assertThat(asItIs).as("as it is").noneMatch(outcome -> outcome.startsWith("announced"));
      assertThat(asOurs).as("as ours").isEqualTo(expected(body));
    }
    // A whole SQS or Lambda envelope is no message body: refused or read, never anything else.
    assertThat(outcomes(sample.toString())).isNotEmpty();
  }

  /** The message bodies in a sample: Lambda's and the aws cli's envelopes are not ours to read. */
  private static List<String> bodies(JsonNode sample) {
    if (sample.path("Body").isTextual()) {
      return List.of(sample.path("Body").textValue());
    }
    if (sample.at("/Records/0/body").isTextual()) {
      return stream(sample.path("Records")).map(each -> each.path("body").textValue()).toList();
    }
    if (sample.at("/Records/0/Sns").isObject()) {
      return stream(sample.path("Records")).map(each -> each.path("Sns").toString()).toList();
    }
    return List.of(sample.toString());
  }

  /** What a person reads in the body, by its words alone. */
  private static List<String> expected(String body) {
    if (body.contains("s3:TestEvent")) {
      return List.of("skipped-test-event");
    }
    if (body.contains("\"detail-type\"")) {
      return List.of(body.contains("\"Object Created\"") ? "announced" : "skipped-other-event");
    }
    String plain = body.replace("\\\"", "\"").replace(" ", "");
    if (!plain.contains("\"eventSource\":\"aws:s3\"")) {
      return List.of("rejected-malformed-notification");
    }
    return Stream.of(plain.split("\"eventName\":\"", -1))
        .skip(1)
        .map(rest -> rest.startsWith("ObjectCreated:") ? "announced" : "skipped-other-event")
        .toList();
  }

  private List<String> outcomes(String body) {
    try {
      return reader.read(body, "id").stream().map(SampleNotificationsTest::label).toList();
    } catch (RejectedException refusal) {
      return List.of(refusal.outcome().label());
    }
  }

  private static String label(Notice notice) {
    return notice instanceof Skipped skipped
        ? skipped.label()
        : "announced" + (((Announced) notice).key().startsWith("incoming/") ? "" : " elsewhere");
  }

  private static String asOurs(String body) {
    return body.replaceAll(
            "(\\\\?\"bucket\\\\?\"\\s*:\\s*\\{[^{}]*?(?:\\{[^{}]*}[^{}]*?)?\\\\?\"name\\\\?\"\\s*:\\s*\\\\?\")[^\"\\\\]+",
            "$1" + RAW.bucket())
        .replaceAll("(\\\\?\"key\\\\?\"\\s*:\\s*\\\\?\")", "$1" + RAW.incoming());
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static List<Path> jsonFilesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !file.getParent().equals(folder))
          .sorted()
          .toList();
    }
  }
}
