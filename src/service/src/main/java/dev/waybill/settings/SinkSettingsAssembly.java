package dev.waybill.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Assembly of the alert sinks from the values of the declared settings. */
final class SinkSettingsAssembly {
  private final SettingValues values;
  private final Path home;

  private SinkSettingsAssembly(SettingValues values, Path home) {
    this.values = values;
    this.home = home;
  }

  static SinkSettings sinks(SettingValues values, Path home) {
    return new SinkSettingsAssembly(values, home).sinks();
  }

  private SinkSettings sinks() {
    return new SinkSettings(
        Map.of(
            "sns", values.get(SinkDeclarations.SNS_LEAST),
            "sqs", values.get(SinkDeclarations.SQS_LEAST),
            "eventbridge", values.get(SinkDeclarations.EVENT_BUS_LEAST),
            "alertmanager", values.get(SinkDeclarations.ALERTMANAGER_LEAST),
            "pagerduty", values.get(SinkDeclarations.PAGERDUTY_LEAST),
            "slack", values.get(SinkDeclarations.SLACK_LEAST),
            "mail", values.get(SinkDeclarations.MAIL_LEAST)),
        text(SinkDeclarations.SNS_TOPIC),
        text(SinkDeclarations.SQS_QUEUE),
        text(SinkDeclarations.EVENT_BUS),
        text(SinkDeclarations.ALERTMANAGER),
        pagerDuty(),
        slack(),
        mail());
  }

  private SinkSettings.@Nullable PagerDuty pagerDuty() {
    String url = values.get(SinkDeclarations.PAGERDUTY_URL);
    Secret key = secret(SinkDeclarations.PAGERDUTY_KEY, SinkDeclarations.PAGERDUTY_KEY_FILE);
    return key == null ? null : new SinkSettings.PagerDuty(url, key);
  }

  private @Nullable Secret slack() {
    Secret url = secret(SinkDeclarations.SLACK_URL, SinkDeclarations.SLACK_URL_FILE);
    if (url != null) {
      try {
        String unused = SinkNames.SAFE_URL.parse(url.reveal());
      } catch (IllegalArgumentException e) {
        String key =
            text(SinkDeclarations.SLACK_URL_FILE) == null
                ? SinkDeclarations.SLACK_URL.key()
                : SinkDeclarations.SLACK_URL_FILE.key();
        throw new InvalidSettingException(key, "must be " + e.getMessage());
      }
    }
    return url;
  }

  private SinkSettings.@Nullable Mail mail() {
    int port = values.get(SinkDeclarations.MAIL_PORT);
    SinkSettings.Tls tls = values.get(SinkDeclarations.MAIL_TLS);
    String host = text(SinkDeclarations.MAIL_HOST);
    if (host == null) {
      return null;
    }
    String to = required(SinkDeclarations.MAIL_TO);
    return new SinkSettings.Mail(
        host,
        port,
        tls,
        login(),
        required(SinkDeclarations.MAIL_FROM),
        Arrays.stream(to.split(",", -1)).map(String::strip).toList());
  }

  private SinkSettings.@Nullable Login login() {
    String user = text(SinkDeclarations.MAIL_USER);
    Secret password = secret(SinkDeclarations.MAIL_PASSWORD, SinkDeclarations.MAIL_PASSWORD_FILE);
    InvalidSettingException.unless(
        (user == null) == (password == null),
        (user == null ? SinkDeclarations.MAIL_USER : SinkDeclarations.MAIL_PASSWORD).key(),
        "must be set, because the other of waybill.alert.mail.user and .password is");
    return user == null || password == null ? null : new SinkSettings.Login(user, password);
  }

  private String required(SettingDeclaration<String> key) {
    String value = text(key);
    if (value == null) {
      throw new InvalidSettingException(
          key.key(), "must be set, because " + SinkDeclarations.MAIL_HOST.key() + " is");
    }
    return value;
  }

  private @Nullable String text(SettingDeclaration<String> key) {
    String value = values.get(key);
    return value.equals(SettingDeclaration.NONE) ? null : value;
  }

  /**
   * Returns a secret that is given as a value or as a file, as container platforms mount secrets;
   * null when there is none.
   */
  private @Nullable Secret secret(
      SettingDeclaration<Secret> key, SettingDeclaration<String> fileKey) {
    Secret given = values.get(key);
    String file = text(fileKey);
    boolean isGiven = !given.reveal().equals(SettingDeclaration.NONE);
    InvalidSettingException.unless(
        file == null || !isGiven, fileKey.key(), "must be none while " + key.key() + " is set");
    return file == null ? (isGiven ? given : null) : read(fileKey, home.resolve(file));
  }

  private static Secret read(SettingDeclaration<String> key, Path file) {
    String expected = "must be a readable file whose only line is the secret";
    try {
      String text = Files.readString(file).strip();
      InvalidSettingException.unless(
          !text.isEmpty() && text.lines().count() == 1, key.key(), expected);
      return new Secret(text);
    } catch (IOException e) {
      throw new InvalidSettingException(key.key(), expected);
    }
  }
}
