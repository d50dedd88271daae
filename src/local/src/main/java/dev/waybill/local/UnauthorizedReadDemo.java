package dev.waybill.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.audit.QueryEnd;
import dev.waybill.aws.AthenaQueries;
import dev.waybill.aws.AwsClients;
import dev.waybill.settings.Settings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Second part of the demo: the audits' view shows the principal that put the demo object, and a
 * read with a long-lived key raises an alert.
 */
final class UnauthorizedReadDemo {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** Audit that detects the read. */
  static final String RULE = "ID-05";

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
  private static final Duration NOTICE_DELAY = Duration.ofSeconds(2);
  private static final int MAX_ROWS = 5;
  private static final List<String> COLUMNS =
      List.of("eventtime", "eventname", "user_arn", "bucket_name", "object_key");

  private final ConsoleStory console;
  private final Settings settings;
  private final String key;

  /** Random in each run, because the same key would belong to an incident that is already open. */
  private final String keyId;

  private boolean noticePrinted;

  UnauthorizedReadDemo(ConsoleStory console, Settings settings) {
    this.console = console;
    this.settings = settings;
    this.key = settings.raw().processed() + "demo/hello.txt";
    this.keyId =
        "AKIADEMO"
            + new SecureRandom()
                .ints(12, 0, LETTERS.length())
                .mapToObj(it -> LETTERS.substring(it, it + 1))
                .collect(Collectors.joining());
  }

  /** Reads the promoted object with a long-lived key. */
  void read(URI endpoint) {
    StaticCredentialsProvider longLived =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(keyId, "test"));
    try (AwsClients reader = AwsClients.of(endpoint, Region.US_EAST_1, longLived, settings)) {
      int bytes =
          reader
              .s3()
              .getObjectAsBytes(get -> get.bucket(settings.raw().bucket()).key(key))
              .asByteArrayUnsafe()
              .length;
      console.print(
          "a long-lived key reads s3://"
              + settings.raw().bucket()
              + "/"
              + key
              + "  ("
              + bytes
              + " bytes, "
              + keyId
              + ")");
    }
  }

  /** Prints the principals that put objects; returns false when Athena returns no row. */
  boolean showWrites(AwsClients aws) throws InterruptedException {
    String sql =
        "SELECT eventTime, eventName, user_arn, bucket_name, object_key"
            + " FROM cloudtrail_s3_events_flattened WHERE bucket_name='"
            + settings.raw().bucket()
            + "' AND eventName='PutObject' ORDER BY eventTime DESC";
    console.print("query to Athena: " + sql);
    Instant end = Instant.now().plus(TIMEOUT);
    AthenaQueries athena = new AthenaQueries(aws.athena(), settings.audit());
    List<Map<String, String>> rows = new ArrayList<>();
    while (rows.isEmpty() && Instant.now().isBefore(end)) {
      String query = athena.start(sql, UUID.randomUUID().toString());
      QueryEnd answer = athena.await(query, TIMEOUT, this::waiting);
      if (answer instanceof QueryEnd.Unanswered unanswered) {
        console.print("  " + unanswered.description());
        return false;
      }
      athena.rows(query, rows::add);
      Thread.sleep(rows.isEmpty() ? POLL_INTERVAL.toMillis() : 0);
    }
    rows.stream().limit(MAX_ROWS).forEach(row -> console.row(COLUMNS, row));
    if (rows.size() > MAX_ROWS) {
      console.print("  and " + (rows.size() - MAX_ROWS) + " more");
    }
    return !rows.isEmpty();
  }

  /** Prints a notice once: the first query waits for the start of the local Athena's engine. */
  private void waiting(Duration since) {
    if (!noticePrinted && since.compareTo(NOTICE_DELAY) > 0) {
      noticePrinted = true;
      console.print("  (the local Athena is starting its engine, which takes a few seconds)");
    }
  }

  /** Returns the size of the alert file in bytes; later alerts are appended after it. */
  long alertFileSize() throws IOException {
    Path file = settings.alertsFile();
    return file != null && Files.exists(file) ? Files.size(file) : 0;
  }

  /** Waits for the alert and prints it; returns false when the time limit passes without one. */
  boolean showAlert(long from, Instant since) throws IOException, InterruptedException {
    console.print("waiting for the audit " + RULE + ", at most " + TIMEOUT.toSeconds() + " s");
    while (Duration.between(since, Instant.now()).compareTo(TIMEOUT) < 0) {
      Optional<JsonNode> finding = alert(from);
      if (finding.isPresent()) {
        console.alert(
            Duration.between(since, Instant.now()),
            finding.get().path("finding_info").path("title").asText(),
            finding.get().path("message").asText());
        return true;
      }
      Thread.sleep(POLL_INTERVAL.toMillis());
    }
    console.print("NO ALERT within " + TIMEOUT.toSeconds() + " s");
    return false;
  }

  private Optional<JsonNode> alert(long from) throws IOException {
    Path file = settings.alertsFile();
    if (file == null || !Files.exists(file)) {
      return Optional.empty();
    }
    ObjectMapper json = new ObjectMapper();
    for (String line : appended(file, from).lines().toList()) {
      JsonNode finding = parsed(json, line);
      if (finding != null && finding.path("finding_info").path("uid").asText().startsWith(RULE)) {
        return Optional.of(finding);
      }
    }
    return Optional.empty();
  }

  private static String appended(Path file, long from) throws IOException {
    try (RandomAccessFile read = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.max(0, read.length() - from)];
      read.seek(from);
      read.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Returns the finding of the event; null for a line that is not yet complete. */
  private static @Nullable JsonNode parsed(ObjectMapper json, String line) {
    try {
      return json.readTree(line).path("data");
    } catch (IOException unfinished) {
      return null;
    }
  }
}
