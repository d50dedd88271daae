package dev.waybill.settings;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts go besides the log and the file; what is null is not used.
 *
 * @param least {@code waybill.alert.SINK.least} by sink: the severity (OCSF's id, 1 informational
 *     to 5 critical) from which on the sink is told
 * @param snsTopic {@code waybill.alert.sns.topic}: an ARN
 * @param sqsQueue {@code waybill.alert.sqs.queue}: a name or URL
 * @param eventBus {@code waybill.alert.eventbridge.bus}: a name or ARN
 * @param alertmanager {@code waybill.alert.alertmanager.url}: without its path {@code /api/v2}
 * @param pagerDuty PagerDuty's Events API v2
 * @param slack {@code waybill.alert.slack.url}: an incoming webhook, whose URL is its password
 * @param mail SMTP
 */
public record SinkSettings(
    Map<String, Integer> least,
    @Nullable String snsTopic,
    @Nullable String sqsQueue,
    @Nullable String eventBus,
    @Nullable String alertmanager,
    @Nullable PagerDuty pagerDuty,
    @Nullable Secret slack,
    @Nullable Mail mail) {
  public SinkSettings {
    least = Map.copyOf(least);
  }

  /**
   * PagerDuty's Events API v2.
   *
   * @param url {@code waybill.alert.pagerduty.url}
   * @param key {@code waybill.alert.pagerduty.key}: an integration's routing key
   */
  public record PagerDuty(String url, Secret key) {}

  /** How the connection to a mail server is protected. */
  public enum Tls {
    /** From the first byte, as on port 465. */
    IMPLICIT,
    /** By STARTTLS, without which nothing is sent. */
    STARTTLS,
    /** Not at all. */
    NONE
  }

  /**
   * SMTP.
   *
   * @param host {@code waybill.alert.mail.host}
   * @param port {@code waybill.alert.mail.port}
   * @param tls {@code waybill.alert.mail.tls}
   * @param login null to send without
   * @param from {@code waybill.alert.mail.from}
   * @param to {@code waybill.alert.mail.to}: one at least
   */
  public record Mail(
      String host, int port, Tls tls, @Nullable Login login, String from, List<String> to) {
    /**
     * @throws IllegalArgumentException when a password would travel in the clear
     */
    public Mail {
      to = List.copyOf(to);
      InvalidSettingException.unless(
          login == null || tls != Tls.NONE || SinkNames.isLoopback("smtp://" + host),
          SinkKeys.MAIL_TLS.name(),
          "must be starttls or implicit when there is a user, or the password could be read");
    }
  }

  /**
   * Who signs in to a mail server.
   *
   * @param user {@code waybill.alert.mail.user}
   * @param password {@code waybill.alert.mail.password}
   */
  public record Login(String user, Secret password) {}
}
