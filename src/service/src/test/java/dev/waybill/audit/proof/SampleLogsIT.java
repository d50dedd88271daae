package dev.waybill.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every audit over log files of other accounts: {@code -Dwaybill.samples=DIR} names a folder of
 * CloudTrail files, {@code *.json.gz}. No query may fail. The output lists the findings, and the
 * number of records that were skipped because Athena's reader rejects them.
 */
@ExtendWith(CloudExtension.class)
final class SampleLogsIT {
  private static final String FOLDER = "waybill.samples";
  private static final Window EVER =
      new Window(
          Instant.parse("2006-03-14T00:00:00Z"),
          Instant.parse("2100-01-01T00:00:00Z"),
          Instant.parse("2100-01-01T00:00:00Z"));

  private final CloudUnderTest cloud;
  private final Map<String, String> origins = new HashMap<>();

  SampleLogsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void noAuditFailsOnSampleLogs() throws IOException {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    List<Path> files = files();
    AuditedLogs logs = AuditedLogs.make(cloud);
    for (Path file : files) {
      deliver(logs, file);
    }
    Map<String, String> statements = new LinkedHashMap<>();
    List<AuditQuery> audits = AuditCatalog.load(AuditedLogs.HOME).queries();
    audits.forEach(it -> statements.put(it.id(), ProofDeployment.bind(it, EVER)));
    Map<String, QueryAnswer> answers = logs.ask(statements);
    assertThat(answers).hasSameSizeAs(audits);
    audits.forEach(it -> System.out.println(it.id() + " found " + summary(it, answers)));
  }

  private static List<Path> files() throws IOException {
    String folder = System.getProperty(FOLDER, "");
    Assumptions.assumeFalse(
        folder.isEmpty(),
        "-D" + FOLDER + " names no folder of CloudTrail files, so none was asked");
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      List<Path> logs = files.filter(it -> it.toString().endsWith(".json.gz")).sorted().toList();
      assertThat(logs).as("*.json.gz in " + folder).isNotEmpty();
      return logs;
    }
  }

  /** Delivers a file without the records on which Athena's JSON reader would fail every query. */
  private void deliver(AuditedLogs logs, Path file) throws IOException {
    String name = file.getFileName().toString();
    List<JsonNode> records = new ArrayList<>();
    int left = 0;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      for (JsonNode record : new ObjectMapper().readTree(in).path("Records")) {
        if (isReadable(record)) {
          origins.putIfAbsent(record.path("eventID").asText(), name);
          records.add(record);
        } else {
          left++;
        }
      }
    }
    System.out.println(name + ": " + records.size() + " records, " + left + " left out");
    logs.deliver("2026/01/01", name.replace(".json.gz", ""), records);
  }

  /** Returns whether the fields that CloudTrail documents as objects are objects. */
  private static boolean isReadable(JsonNode record) {
    return Stream.of("userIdentity", "tlsDetails", "addendum")
        .map(record::path)
        .allMatch(it -> it.isMissingNode() || it.isNull() || it.isObject());
  }

  private String summary(AuditQuery audit, Map<String, QueryAnswer> answers) {
    List<Map<String, String>> rows = Objects.requireNonNull(answers.get(audit.id())).rows();
    Map<String, Integer> files = new TreeMap<>();
    rows.forEach(
        it ->
            files.merge(
                origins.getOrDefault(it.getOrDefault("event_id", ""), "?"), 1, Integer::sum));
    StringBuilder text = new StringBuilder(rows.size() + " " + files);
    rows.stream().limit(3).forEach(it -> text.append("\n  ").append(audit.message().fill(it)));
    return text.toString();
  }
}
