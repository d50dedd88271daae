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
 * The demo's second half: the audits' view shows who put the demo object, and somebody who reads it
 * with a long-lived key becomes an alert.
 */
final class UnauthorizedReadDemo {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** The audit that sees it. */
  static final String RULE = "ID-05";

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int SHOWN = 5;
  private static final List<String> COLUMNS =
      List.of("eventtime", "eventname", "user_arn", "bucket_name", "object_key");

  private final ConsoleStory console;
  private final Settings settings;
  private final String key;

  /** Another one each time: the same would be the incident that is known already. */
  private final String keyId;

  private boolean told;

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

  /** Reads the promoted object as somebody with a long-lived key would. */
  void read(URI endpoint) {
    StaticCredentialsProvider longLived =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(keyId, "test"));
    try (AwsClients somebody = AwsClients.of(endpoint, Region.US_EAST_1, longLived, settings)) {
      int bytes =
          somebody
              .s3()
              .getObjectAsBytes(get -> get.bucket(settings.raw().bucket()).key(key))
              .asByteArrayUnsafe()
              .length;
      console.say(
          "somebody reads s3://"
              + settings.raw().bucket()
              + "/"
              + key
              + " ("
              + bytes
              + " bytes) with the long-lived key "
              + keyId);
    }
  }

  /** Who put objects, by the runbook's query; false when Athena gave no answer, or no row. */
  boolean showWrites(AwsClients aws) throws InterruptedException {
    String sql =
        "SELECT eventTime, eventName, user_arn, bucket_name, object_key"
            + " FROM cloudtrail_s3_events_flattened WHERE bucket_name='"
            + settings.raw().bucket()
            + "' AND eventName='PutObject' ORDER BY eventTime DESC";
    console.say("Athena is asked: " + sql);
    Instant end = Instant.now().plus(LIMIT);
    AthenaQueries athena = new AthenaQueries(aws.athena(), settings.audit());
    List<Map<String, String>> rows = new ArrayList<>();
    while (rows.isEmpty() && Instant.now().isBefore(end)) {
      String query = athena.start(sql, UUID.randomUUID().toString());
      QueryEnd answer = athena.await(query, LIMIT, this::waiting);
      if (answer instanceof QueryEnd.Unanswered unanswered) {
        console.say("  " + unanswered.description());
        return false;
      }
      athena.rows(query, rows::add);
      Thread.sleep(rows.isEmpty() ? PAUSE.toMillis() : 0);
    }
    rows.stream().limit(SHOWN).forEach(row -> console.row(COLUMNS, row));
    if (rows.size() > SHOWN) {
      console.say("  and " + (rows.size() - SHOWN) + " more");
    }
    return !rows.isEmpty();
  }

  /** The first query waits for the local Athena's engine. */
  private void waiting(Duration since) {
    if (!told && since.compareTo(PATIENCE) > 0) {
      told = true;
      console.say("  (the local Athena starts its engine, which takes some seconds)");
    }
  }

  /** How long the file of alerts is now; what is appended later is new. */
  long alerts() throws IOException {
    Path file = settings.alertsFile();
    return file != null && Files.exists(file) ? Files.size(file) : 0;
  }

  /** Waits for the alert; false when there was none in a minute. */
  boolean showAlert(long from, Instant since) throws IOException, InterruptedException {
    console.say("the audit " + RULE + " is waited for, a minute at the most");
    while (Duration.between(since, Instant.now()).compareTo(LIMIT) < 0) {
      Optional<JsonNode> finding = alert(from);
      if (finding.isPresent()) {
        console.alert(
            Duration.between(since, Instant.now()),
            finding.get().path("finding_info").path("title").asText(),
            finding.get().path("message").asText());
        return true;
      }
      Thread.sleep(PAUSE.toMillis());
    }
    console.say("NO ALERT of it came within " + LIMIT.toSeconds() + " s");
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

  /** The event's finding; null for a line that is being written. */
  private static @Nullable JsonNode parsed(ObjectMapper json, String line) {
    try {
      return json.readTree(line).path("data");
    } catch (IOException unfinished) {
      return null;
    }
  }
}
