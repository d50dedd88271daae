package dev.waybill.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.model.IntakeResult;
import dev.waybill.model.ObjectNotification;
import dev.waybill.model.RejectedException;
import dev.waybill.model.Skipped;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Published notifications of other projects, in the folder {@code -Dwaybill.samples.s3events} whose
 * sub-folders name their kinds. The outcomes are written to {@code target/s3-events.tsv}.
 *
 * <p>Their buckets and keys are foreign, so each sample is read twice: as published, when all of it
 * must be skipped, and as if it came from the raw bucket. {@code s3-events.tsv} next to this class
 * lists the expected outcome of each sample by its name. A sample that is not listed fails.
 */
final class SampleNotificationsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RawSettings RAW = Notifications.RAW;
  private static final String MALFORMED = "rejected-malformed-notification";

  private final NotificationReader reader = new NotificationReader(CustodyScopes.of(RAW));
  private final Map<String, String> table = new TreeMap<>();

  @TestFactory
  Stream<DynamicTest> readsEverySampleToItsExpectedOutcome() throws IOException {
    String folder = System.getProperty("waybill.samples.s3events", "");
    assumeThat(folder).as("-Dwaybill.samples.s3events names a folder of samples").isNotEmpty();
    Map<String, String> expected = expected();
    Map<String, Path> samples = samplesBelow(Path.of(folder));
    List<DynamicTest> tests = new ArrayList<>();
    samples.forEach(
        (name, file) ->
            tests.add(DynamicTest.dynamicTest(name, () -> check(file, name, expected.get(name)))));
    tests.add(
        DynamicTest.dynamicTest(
            "every expected sample exists",
            () -> assertThat(samples.keySet()).containsAll(expected.keySet())));
    return tests.stream().onClose(this::writeTable);
  }

  private void check(Path file, String name, String expected) throws IOException {
    JsonNode sample = JSON.readTree(file.toFile());
    List<SampleBody> bodies = SampleBody.in(sample, RAW);
    String outcome = bodies.stream().map(it -> labels(it.moved())).collect(Collectors.joining(" "));
    table.put(name, outcome);

    assertThat(outcome).isEqualTo(expected);
    for (SampleBody body : bodies) {
      assertThat(announced(body.moved())).as("fields").isEqualTo(body.announced());
      assertThat(labels(body.published()))
          .as("another bucket than the raw bucket")
          .isEqualTo(labels(body.moved()).replace("announced", "skipped-foreign-bucket"));
    }
    if (bodies.size() > 1 || !bodies.get(0).published().equals(sample.toString())) {
      assertThat(labels(sample.toString())).as("the envelope as a body").isEqualTo(MALFORMED);
    }
  }

  private String labels(String body) {
    try {
      return reader.read(body, "id").stream()
          .map(result -> result instanceof Skipped skipped ? skipped.label() : "announced")
          .collect(Collectors.joining(" "));
    } catch (RejectedException rejection) {
      return rejection.outcome().label();
    }
  }

  private List<ObjectNotification> announced(String body) {
    try {
      List<IntakeResult> results = reader.read(body, "id");
      return results.stream()
          .filter(ObjectNotification.class::isInstance)
          .map(ObjectNotification.class::cast)
          .toList();
    } catch (RejectedException rejection) {
      return List.of();
    }
  }

  private static Map<String, String> expected() throws IOException {
    try (var lines = SampleNotificationsTest.class.getResourceAsStream("s3-events.tsv")) {
      return new String(lines.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", 2))
          .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    }
  }

  private static Map<String, Path> samplesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !file.getParent().equals(folder))
          .collect(
              Collectors.toMap(
                  file -> file.getParent().getFileName() + "/" + file.getFileName(),
                  file -> file,
                  (one, other) -> one,
                  TreeMap::new));
    }
  }

  private void writeTable() {
    try {
      Files.write(
          Path.of("target", "s3-events.tsv"),
          table.entrySet().stream().map(it -> it.getKey() + "\t" + it.getValue()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
