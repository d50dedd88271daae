package dev.waybill.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which keys make up where alerts go. */
final class SinkGroups {
  private final SettingValues values;
  private final Path home;

  private SinkGroups(SettingValues values, Path home) {
    this.values = values;
    this.home = home;
  }

  static SinkSettings sinks(SettingValues values, Path home) {
    return new SinkGroups(values, home).sinks();
  }

  private SinkSettings sinks() {
    return new SinkSettings(
        Map.of(
            "sns", values.get(SinkKeys.SNS_LEAST),
            "sqs", values.get(SinkKeys.SQS_LEAST),
            "eventbridge", values.get(SinkKeys.EVENT_BUS_LEAST),
            "alertmanager", values.get(SinkKeys.ALERTMANAGER_LEAST),
            "pagerduty", values.get(SinkKeys.PAGERDUTY_LEAST),
            "slack", values.get(SinkKeys.SLACK_LEAST),
            "mail", values.get(SinkKeys.MAIL_LEAST)),
        text(SinkKeys.SNS_TOPIC),
        text(SinkKeys.SQS_QUEUE),
        text(SinkKeys.EVENT_BUS),
        text(SinkKeys.ALERTMANAGER),
        pagerDuty(),
        slack(),
        mail());
  }

  private SinkSettings.@Nullable PagerDuty pagerDuty() {
    String url = values.get(SinkKeys.PAGERDUTY_URL);
    Secret key = secret(SinkKeys.PAGERDUTY_KEY, SinkKeys.PAGERDUTY_KEY_FILE);
    return key == null ? null : new SinkSettings.PagerDuty(url, key);
  }

  private @Nullable Secret slack() {
    Secret url = secret(SinkKeys.SLACK_URL, SinkKeys.SLACK_URL_FILE);
    if (url != null) {
      try {
        String unused = SinkNames.safeUrl(url.reveal());
      } catch (IllegalArgumentException e) {
        String key =
            text(SinkKeys.SLACK_URL_FILE) == null
                ? SinkKeys.SLACK_URL.name()
                : SinkKeys.SLACK_URL_FILE.name();
        throw new InvalidSettingException(key, "must be " + e.getMessage());
      }
    }
    return url;
  }

  private SinkSettings.@Nullable Mail mail() {
    int port = values.get(SinkKeys.MAIL_PORT);
    SinkSettings.Tls tls = values.get(SinkKeys.MAIL_TLS);
    String host = text(SinkKeys.MAIL_HOST);
    if (host == null) {
      return null;
    }
    String to = needed(SinkKeys.MAIL_TO);
    return new SinkSettings.Mail(
        host,
        port,
        tls,
        login(),
        needed(SinkKeys.MAIL_FROM),
        Arrays.stream(to.split(",", -1)).map(String::strip).toList());
  }

  private SinkSettings.@Nullable Login login() {
    String user = text(SinkKeys.MAIL_USER);
    Secret password = secret(SinkKeys.MAIL_PASSWORD, SinkKeys.MAIL_PASSWORD_FILE);
    InvalidSettingException.unless(
        (user == null) == (password == null),
        (user == null ? SinkKeys.MAIL_USER : SinkKeys.MAIL_PASSWORD).name(),
        "must be set, because the other of waybill.alert.mail.user and .password is");
    return user == null || password == null ? null : new SinkSettings.Login(user, password);
  }

  private String needed(Key<String> key) {
    String value = text(key);
    if (value == null) {
      throw new InvalidSettingException(
          key.name(), "must be set, because " + SinkKeys.MAIL_HOST.name() + " is");
    }
    return value;
  }

  private @Nullable String text(Key<String> key) {
    String value = values.get(key);
    return value.equals(SinkKeys.NONE) ? null : value;
  }

  /** A secret given itself, or in a file, as container platforms mount them. */
  private @Nullable Secret secret(Key<Secret> key, Key<String> fileKey) {
    Secret given = values.get(key);
    String file = text(fileKey);
    boolean isGiven = !given.reveal().equals(SinkKeys.NONE);
    InvalidSettingException.unless(
        file == null || !isGiven, fileKey.name(), "must be none while " + key.name() + " is set");
    return file == null ? (isGiven ? given : null) : read(fileKey, home.resolve(file));
  }

  private static Secret read(Key<String> key, Path file) {
    String expected = "must be a readable file with one line of text, the secret";
    try {
      String text = Files.readString(file).strip();
      InvalidSettingException.unless(
          !text.isEmpty() && text.lines().count() == 1, key.name(), expected);
      return new Secret(text);
    } catch (IOException e) {
      throw new InvalidSettingException(key.name(), expected);
    }
  }
}
