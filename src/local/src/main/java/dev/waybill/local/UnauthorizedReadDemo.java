package dev.waybill.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.audit.QueryEnd;
import dev.waybill.aws.AthenaQueries;
import dev.waybill.aws.AwsClients;
import dev.waybill.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Second part of the demo: the audits' view shows the principal that put the demo object, and a
 * read with a long-lived key raises an alert.
 */
final class UnauthorizedReadDemo {
  /** Same in each run, so that a restart adds to the incident of the first run. */
  static final String KEY_ID = "AKIADEMOLONGLIVEDKEY";

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

  private final DemoAlerts alerts;
  private boolean noticePrinted;

  UnauthorizedReadDemo(ConsoleStory console, Settings settings) {
    this.console = console;
    this.settings = settings;
    this.key = settings.raw().processed() + "demo/hello.txt";
    this.alerts = new DemoAlerts(settings.alertsFile(), RULE, KEY_ID);
  }

  /** Reads the promoted object with a long-lived key. */
  void read(URI endpoint) {
    StaticCredentialsProvider longLived =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY_ID, "test"));
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
              + KEY_ID
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
    return alerts.size();
  }

  /**
   * Shows the alert of the incident that an earlier run opened, because a repetition is counted in
   * the incident and not delivered at once.
   *
   * @param end size of the alert file before this read
   * @return false when there is no such incident, so that an alert is to come
   */
  boolean showOpenIncident(long end, Instant now) throws IOException {
    Optional<JsonNode> open = alerts.open(end, now, settings.incidents().quiet());
    open.ifPresent(
        alert -> {
          console.print(
              "no new alert: the incident of an earlier run is still open, and this read adds to"
                  + " it (waybill.alert.repeat)");
          console.alert(DemoAlerts.time(alert), title(alert), message(alert));
        });
    return open.isPresent();
  }

  /** Waits for the alert and prints it; returns false when the time limit passes without one. */
  boolean showAlert(long from, Instant since) throws IOException, InterruptedException {
    console.print("waiting for the audit " + RULE + ", at most " + TIMEOUT.toSeconds() + " s");
    while (Duration.between(since, Instant.now()).compareTo(TIMEOUT) < 0) {
      Optional<JsonNode> finding = alerts.after(from);
      if (finding.isPresent()) {
        console.alert(
            Duration.between(since, Instant.now()), title(finding.get()), message(finding.get()));
        return true;
      }
      Thread.sleep(POLL_INTERVAL.toMillis());
    }
    console.print("NO ALERT within " + TIMEOUT.toSeconds() + " s");
    return false;
  }

  private static String title(JsonNode alert) {
    return alert.path("finding_info").path("title").asText();
  }

  private static String message(JsonNode alert) {
    return alert.path("message").asText();
  }
}
