package dev.waybill.settings;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sinks that alerts are sent to, besides the log and the file. A sink that is null is not used.
 *
 * @param minSeverity lowest severity that a sink receives, by the sink's name, as the severity id
 *     of OCSF (1 informational to 5 critical)
 * @param snsTopic ARN of an SNS topic
 * @param sqsQueue name or URL of an SQS queue
 * @param eventBus name or ARN of an EventBridge bus
 * @param alertmanager URL of Alertmanager, with or without its path {@code /api/v2/alerts}
 * @param pagerDuty Events API v2 of PagerDuty
 * @param slack URL of an incoming webhook of Slack, which is a secret
 * @param mail mail server
 */
public record SinkSettings(
    Map<String, Integer> minSeverity,
    @Nullable String snsTopic,
    @Nullable String sqsQueue,
    @Nullable String eventBus,
    @Nullable String alertmanager,
    @Nullable PagerDuty pagerDuty,
    @Nullable Secret slack,
    @Nullable Mail mail) {
  public SinkSettings {
    minSeverity = Map.copyOf(minSeverity);
  }

  /**
   * Events API v2 of PagerDuty.
   *
   * @param url URL of the API
   * @param key routing key of an integration
   */
  public record PagerDuty(String url, Secret key) {}

  /** Protection of the connection to a mail server. */
  public enum Tls {
    /** TLS from the first byte, as on port 465. */
    IMPLICIT,
    /** STARTTLS; without it nothing is sent. */
    STARTTLS,
    /** No protection. */
    NONE
  }

  /**
   * Mail server, sender and recipients.
   *
   * @param host host of the server
   * @param port port of the server
   * @param tls protection of the connection
   * @param login user who signs in; null to send without signing in
   * @param from address of the sender
   * @param to addresses of the recipients, at least one
   */
  public record Mail(
      String host, int port, Tls tls, @Nullable Login login, String from, List<String> to) {
    /**
     * @throws IllegalArgumentException when a password would be sent unencrypted
     */
    public Mail {
      to = List.copyOf(to);
      InvalidSettingException.unless(
          login == null || tls != Tls.NONE || SinkNames.isLoopback("smtp://" + host),
          SinkDeclarations.MAIL_TLS.key(),
          "must be starttls or implicit when there is a user; otherwise the password could be"
              + " read");
    }
  }

  /**
   * Credentials of a mail server.
   *
   * @param user name of the user
   * @param password password of the user
   */
  public record Login(String user, Secret password) {}
}
