package dev.waybill.settings;

import java.util.List;
import java.util.function.Function;

/** The keys of where alerts go; {@code none} is a sink that is not used. */
final class SinkKeys {
  static final String NONE = "none";

  static final Key<String> SNS_TOPIC =
      Key.of("waybill.alert.sns.topic", NONE, orNone(SinkNames::topic));
  static final Key<Integer> SNS_LEAST = least("sns");
  static final Key<String> SQS_QUEUE =
      Key.of("waybill.alert.sqs.queue", NONE, orNone(SinkNames::queue));
  static final Key<Integer> SQS_LEAST = least("sqs");
  static final Key<String> EVENT_BUS =
      Key.of("waybill.alert.eventbridge.bus", NONE, orNone(SinkNames::bus));
  static final Key<Integer> EVENT_BUS_LEAST = least("eventbridge");
  static final Key<String> ALERTMANAGER =
      Key.of("waybill.alert.alertmanager.url", NONE, orNone(SinkNames::url));
  static final Key<Integer> ALERTMANAGER_LEAST = least("alertmanager");
  static final Key<Secret> PAGERDUTY_KEY = secret("waybill.alert.pagerduty.key");
  static final Key<String> PAGERDUTY_KEY_FILE = file("waybill.alert.pagerduty.key-file");
  static final Key<String> PAGERDUTY_URL =
      Key.of(
          "waybill.alert.pagerduty.url",
          "https://events.pagerduty.com/v2/enqueue",
          SinkNames::safeUrl);
  static final Key<Integer> PAGERDUTY_LEAST = least("pagerduty");
  static final Key<Secret> SLACK_URL = secret("waybill.alert.slack.url");
  static final Key<String> SLACK_URL_FILE = file("waybill.alert.slack.url-file");
  static final Key<Integer> SLACK_LEAST = least("slack");
  static final Key<String> MAIL_HOST =
      Key.of("waybill.alert.mail.host", NONE, orNone(AwsNames::host));
  static final Key<Integer> MAIL_PORT =
      Key.of("waybill.alert.mail.port", "587", Units.integer(1, 65535));
  static final Key<SinkSettings.Tls> MAIL_TLS =
      Key.of("waybill.alert.mail.tls", "starttls", SinkNames::tls);
  static final Key<String> MAIL_USER = Key.of("waybill.alert.mail.user", NONE, Function.identity());
  static final Key<Secret> MAIL_PASSWORD = secret("waybill.alert.mail.password");
  static final Key<String> MAIL_PASSWORD_FILE = file("waybill.alert.mail.password-file");
  static final Key<String> MAIL_FROM =
      Key.of("waybill.alert.mail.from", NONE, orNone(SinkNames::address));
  static final Key<String> MAIL_TO =
      Key.of("waybill.alert.mail.to", NONE, orNone(SinkNames::addresses));
  static final Key<Integer> MAIL_LEAST = least("mail");

  private static final List<Key<?>> ALL =
      List.of(
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
          MAIL_LEAST);

  private SinkKeys() {}

  static List<Key<?>> all() {
    return ALL;
  }

  private static Key<Integer> least(String sink) {
    return Key.of("waybill.alert." + sink + ".least", "medium", SinkNames::rank);
  }

  private static Key<Secret> secret(String name) {
    return new Key<>(name, NONE, Secret::new, true);
  }

  private static Key<String> file(String name) {
    return Key.of(name, NONE, text -> Units.path(text).toString());
  }

  private static Function<String, String> orNone(Function<String, String> rule) {
    return text -> text.equals(NONE) ? NONE : rule.apply(text);
  }
}
