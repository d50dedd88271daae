package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of the alert sinks. */
final class SinkSettingsTest {
  @TempDir Path home;

  @Test
  void usesNoSinkByDefault() {
    SinkSettings sinks = load(Map.of()).settings().sinks();

    assertThat(sinks)
        .isEqualTo(new SinkSettings(sinks.minSeverity(), null, null, null, null, null, null, null));
    assertThat(sinks.minSeverity())
        .hasSize(7)
        .allSatisfy((sink, rank) -> assertThat(rank).isEqualTo(3));
  }

  @Test
  void readsEverySink() {
    SinkSettings sinks =
        load(Map.ofEntries(
                Map.entry("sns.topic", "arn:aws:sns:eu-central-1:123456789012:alerts.fifo"),
                Map.entry("sqs.queue", "https://sqs.eu-central-1.amazonaws.com/1/alerts.fifo"),
                Map.entry("eventbridge.bus", "default"),
                Map.entry("alertmanager.url", "http://alertmanager:9093/am"),
                Map.entry("pagerduty.key", "k"),
                Map.entry("pagerduty.least", "critical"),
                Map.entry("slack.url", "https://hooks.slack.com/services/T/B/x"),
                Map.entry("mail.host", "smtp.example.org"),
                Map.entry("mail.tls", "implicit"),
                Map.entry("mail.user", "u"),
                Map.entry("mail.password", "p"),
                Map.entry("mail.from", "waybill@example.org"),
                Map.entry("mail.to", "a@example.org, b@example.org")))
            .settings()
            .sinks();

    assertThat(sinks.minSeverity()).containsEntry("pagerduty", 5).containsEntry("slack", 3);
    assertThat(sinks.mail().to()).containsExactly("a@example.org", "b@example.org");
    assertThat(sinks.mail().tls()).isEqualTo(SinkSettings.Tls.IMPLICIT);
  }

  @Test
  void readsSecretFromAFile() throws IOException {
    Files.writeString(home.resolve("key"), "from-a-file\n");

    assertThat(load(Map.of("pagerduty.key-file", "key")).settings().sinks().pagerDuty().key())
        .isEqualTo(new Secret("from-a-file"));
  }

  @ParameterizedTest
  @CsvSource({
    "pagerduty.key, k3y",
    "slack.url, https://hooks.slack.com/services/T/B/s3cr3t",
    "mail.password, p4ss"
  })
  void masksSecretAndKeepsItOutOfPlaceholders(String key, String secret) {
    Map<String, String> more =
        key.startsWith("mail")
            ? Map.of(
                key,
                secret,
                "mail.user",
                "u",
                "mail.host",
                "h",
                "mail.from",
                "a@b",
                "mail.to",
                "a@b")
            : Map.of(key, secret);
    LoadedSettings loaded = load(more);

    assertThat(loaded.entries().toString())
        .doesNotContain(secret)
        .contains("waybill.alert." + key + " = ***");
    assertThat(loaded.placeholders().toString()).doesNotContain(secret);
    assertThat(loaded.settings().toString()).doesNotContain(secret);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sns.topic | alerts | an SNS topic's ARN",
        "sns.least | worst | one of informational, low, medium, high, critical",
        "sqs.queue | a queue | an SQS queue's name or URL",
        "sqs.queue | https:///alerts | an SQS queue's name or URL",
        "eventbridge.bus | a/b | an EventBridge bus's name or ARN",
        "alertmanager.url | alertmanager:9093 | a URL that begins",
        "alertmanager.url | ftp://alertmanager | a URL that begins",
        "alertmanager.url | http://u:p@alertmanager | a URL that begins",
        "pagerduty.url | http://events.pagerduty.com/v2/enqueue | begins with https://",
        "slack.url | http://hooks.slack.com/x-s3cr3t | begins with https://",
        "slack.url | x-s3cr3t | begins with https://",
        "slack.url-file | missing | a readable file",
        "mail.host | smtp://h | a host name",
        "mail.host | h | must be set, because waybill.alert.mail.host is",
        "mail.tls | ssl | one of starttls, implicit, none",
        "mail.to | nobody | mail addresses",
        "mail.from | a@b>\\r\\nBcc: c@d | a mail address"
      })
  void rejectsWrongValueAndNamesTheLegalOnes(String key, String value, String right) {
    assertThatThrownBy(() -> load(Map.of(key, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("waybill.alert." + key.substring(0, key.indexOf('.')))
        .hasMessageContaining(right)
        .message()
        .doesNotContain("s3cr3t");
  }

  @Test
  void rejectsSecretGivenAsValueAndAsFile() throws IOException {
    Files.writeString(home.resolve("key"), "one");

    assertThatThrownBy(() -> load(Map.of("pagerduty.key", "two", "pagerduty.key-file", "key")))
        .hasMessageContaining("must be none while waybill.alert.pagerduty.key is set");
  }

  @ParameterizedTest
  @CsvSource({"''", "'one\ntwo'", "'\n \n'"})
  void rejectsSecretFileWithoutExactlyOneLine(String content) throws IOException {
    Files.writeString(home.resolve("key"), content);

    assertThatThrownBy(() -> load(Map.of("pagerduty.key-file", "key")))
        .hasMessageContaining("waybill.alert.pagerduty.key-file")
        .hasMessageContaining("whose only line is the secret");
  }

  @Test
  void rejectsPasswordOnAnUnencryptedConnection() {
    Map<String, String> mail =
        Map.of(
            "mail.host", "smtp.example.org",
            "mail.tls", "none",
            "mail.user", "u",
            "mail.password", "p4ss",
            "mail.from", "a@b",
            "mail.to", "a@b");

    assertThatThrownBy(() -> load(mail))
        .hasMessageContaining("waybill.alert.mail.tls")
        .hasMessageContaining("the password could be read");
  }

  @Test
  void rejectsUserWithoutAPassword() {
    Map<String, String> mail =
        Map.of("mail.host", "h", "mail.user", "u", "mail.from", "a@b", "mail.to", "a@b");

    assertThatThrownBy(() -> load(mail)).hasMessageContaining("waybill.alert.mail.password");
  }

  private LoadedSettings load(Map<String, String> sinks) {
    Map<String, String> overrides =
        sinks.entrySet().stream()
            .collect(Collectors.toMap(it -> "waybill.alert." + it.getKey(), Map.Entry::getValue));
    return new SettingsLoader(home, Map.of()).loadWithoutSigning(overrides);
  }
}
