package dev.waybill.settings;

import dev.waybill.settings.SinkSettings.Tls;
import java.util.List;
import java.util.Locale;

/** Declarations of the sinks that alerts are sent to. */
final class SinkDeclarations {
  static final SettingDeclaration<String> SNS_TOPIC =
      SettingDeclaration.optional(
          "waybill.alert.sns.topic",
          SettingType.orNone(SinkNames.TOPIC),
          "none",
          "SNS topic. A .fifo topic works, too.");
  static final SettingDeclaration<Integer> SNS_LEAST = least("sns", "the topic");
  static final SettingDeclaration<String> SQS_QUEUE =
      SettingDeclaration.optional(
          "waybill.alert.sqs.queue", SettingType.orNone(SinkNames.QUEUE), "none", "SQS queue.");
  static final SettingDeclaration<Integer> SQS_LEAST = least("sqs", "the queue");
  static final SettingDeclaration<String> EVENT_BUS =
      SettingDeclaration.optional(
          "waybill.alert.eventbridge.bus",
          SettingType.orNone(SinkNames.BUS),
          "none",
          "EventBridge bus.");
  static final SettingDeclaration<Integer> EVENT_BUS_LEAST = least("eventbridge", "the bus");
  static final SettingDeclaration<String> ALERTMANAGER =
      SettingDeclaration.optional(
          "waybill.alert.alertmanager.url",
          SettingType.orNone(SinkNames.URL),
          "none",
          "URL of Alertmanager, such as http://alertmanager:9093. Its path /api/v2/alerts may be "
              + "left out.");
  static final SettingDeclaration<Integer> ALERTMANAGER_LEAST =
      least("alertmanager", "Alertmanager");
  static final SettingDeclaration<Secret> PAGERDUTY_KEY =
      SettingDeclaration.optional(
              "waybill.alert.pagerduty.key",
              Units.SECRET,
              "none",
              "Routing key of the integration \"Events API v2\" of a PagerDuty service.")
          .masked();
  static final SettingDeclaration<String> PAGERDUTY_KEY_FILE =
      secretFile("waybill.alert.pagerduty.key-file", "routing key");
  static final SettingDeclaration<String> PAGERDUTY_URL =
      SettingDeclaration.optional(
          "waybill.alert.pagerduty.url",
          SinkNames.SAFE_URL,
          "https://events.pagerduty.com/v2/enqueue",
          "URL of the Events API. In the EU it is https://events.eu.pagerduty.com/v2/enqueue.");
  static final SettingDeclaration<Integer> PAGERDUTY_LEAST = least("pagerduty", "PagerDuty");
  static final SettingDeclaration<Secret> SLACK_URL =
      SettingDeclaration.optional(
              "waybill.alert.slack.url",
              Units.SECRET,
              "none",
              "URL of a Slack incoming webhook. It is a secret, because it alone allows writing "
                  + "to the channel.")
          .masked();
  static final SettingDeclaration<String> SLACK_URL_FILE =
      secretFile("waybill.alert.slack.url-file", "webhook URL");
  static final SettingDeclaration<Integer> SLACK_LEAST = least("slack", "the Slack channel");
  static final SettingDeclaration<String> MAIL_HOST =
      SettingDeclaration.optional(
          "waybill.alert.mail.host",
          SettingType.orNone(AwsNames.HOST),
          "none",
          "Mail server (SMTP). waybill.alert.mail.from and waybill.alert.mail.to must then be"
              + " set, too.");
  static final SettingDeclaration<Integer> MAIL_PORT =
      SettingDeclaration.optional(
          "waybill.alert.mail.port", Units.integer(1, 65535), "587", "Port of the mail server.");
  static final SettingDeclaration<Tls> MAIL_TLS =
      SettingDeclaration.optional(
          "waybill.alert.mail.tls",
          SettingType.oneOf(List.of("starttls", "implicit", "none"), SinkDeclarations::tls),
          "starttls",
          "Protection of the connection to the mail server: STARTTLS, TLS from the first byte"
              + " as on port 465 (implicit), or none. With a user, none is only accepted for a "
              + "server on this machine.");
  static final SettingDeclaration<String> MAIL_USER =
      SettingDeclaration.optional(
          "waybill.alert.mail.user",
          Units.TEXT,
          "none",
          "User who signs in to the mail server; none sends without signing in.");
  static final SettingDeclaration<Secret> MAIL_PASSWORD =
      SettingDeclaration.optional(
              "waybill.alert.mail.password", Units.SECRET, "none", "Password of the user.")
          .masked();
  static final SettingDeclaration<String> MAIL_PASSWORD_FILE =
      secretFile("waybill.alert.mail.password-file", "password");
  static final SettingDeclaration<String> MAIL_FROM =
      SettingDeclaration.optional(
          "waybill.alert.mail.from",
          SettingType.orNone(SinkNames.MAIL_ADDRESS),
          "none",
          "Sender of alerts.");
  static final SettingDeclaration<String> MAIL_TO =
      SettingDeclaration.optional(
          "waybill.alert.mail.to",
          SettingType.orNone(SinkNames.MAIL_ADDRESSES),
          "none",
          "Recipients of alerts.");
  static final SettingDeclaration<Integer> MAIL_LEAST =
      SettingDeclaration.optional(
          "waybill.alert.mail.least",
          Units.SEVERITY_ID,
          "medium",
          "Lowest severity that the recipients receive.");

  private SinkDeclarations() {}

  /** Returns the sections of the settings reference that this class declares. */
  static List<SettingGroup> groups() {
    return List.of(
        SettingGroup.of(
                "Alert sinks",
                SNS_TOPIC,
                SNS_LEAST,
                SQS_QUEUE,
                SQS_LEAST,
                EVENT_BUS,
                EVENT_BUS_LEAST,
                ALERTMANAGER,
                ALERTMANAGER_LEAST,
                PAGERDUTY_KEY,
                PAGERDUTY_KEY_FILE,
                PAGERDUTY_URL,
                PAGERDUTY_LEAST,
                SLACK_URL,
                SLACK_URL_FILE,
                SLACK_LEAST,
                MAIL_HOST,
                MAIL_PORT,
                MAIL_TLS,
                MAIL_USER,
                MAIL_PASSWORD,
                MAIL_PASSWORD_FILE,
                MAIL_FROM,
                MAIL_TO,
                MAIL_LEAST)
            .introducedBy(
                "A sink whose address is none is not used. A secret is given as a value or as a"
                    + " file (…-file), not both. docs/reference/alerts.md describes each sink."));
  }

  private static SettingDeclaration<Integer> least(String sink, String receiver) {
    return SettingDeclaration.optional(
        "waybill.alert." + sink + ".least",
        Units.SEVERITY_ID,
        "medium",
        "Lowest severity that " + receiver + " receives.");
  }

  private static SettingDeclaration<String> secretFile(String key, String content) {
    return SettingDeclaration.optional(
        key,
        Units.PATH_OR_NONE,
        "none",
        "File with the "
            + content
            + " as its only line, as container platforms mount secrets. "
            + "A relative path starts at the home directory.");
  }

  private static Tls tls(String word) {
    return Tls.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
