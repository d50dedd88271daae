package dev.waybill.settings;

import static dev.waybill.settings.SettingType.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/** Types of the names and addresses of alert sinks. */
final class SinkNames {
  static final SettingType<String> TOPIC =
      matching(
          "an SNS topic's ARN",
          "arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?");

  /** Alerts may go to a FIFO queue, unlike notifications of S3. */
  static final SettingType<String> QUEUE =
      text("an SQS queue's name or URL (.fifo works, too)", "", SinkNames::isQueue);

  static final SettingType<String> BUS =
      matching(
          "an EventBridge bus's name or ARN",
          "[A-Za-z0-9._-]{1,256}"
              + "|arn:aws[a-z-]*:events:[a-z0-9-]+:\\d{12}:event-bus/[A-Za-z0-9._/-]{1,256}");
  static final SettingType<String> URL =
      text("a URL that begins with http:// or https://", "", it -> isHttp(it) && hasHost(it));

  /** URL of a request that carries a secret. */
  static final SettingType<String> SAFE_URL =
      text(
          "a URL that begins with https:// (http:// on this machine only)",
          "",
          it -> isHttp(it) && hasHost(it) && (it.startsWith("https:") || isLoopback(it)));

  static final SettingType<String> MAIL_ADDRESS =
      text("a mail address, such as a@example.org", "", SinkNames::isMailAddress);
  static final SettingType<String> MAIL_ADDRESSES =
      text(
          "mail addresses separated by commas",
          "",
          it -> Arrays.stream(it.split(",", -1)).allMatch(one -> isMailAddress(one.strip())));

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Pattern QUEUE_FORM =
      Pattern.compile("[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\\.fifo");
  private static final Pattern MAIL_FORM =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}");

  private SinkNames() {}

  /** Returns true when the host of a URL is this machine. */
  static boolean isLoopback(String url) {
    try {
      return LOOPBACK.contains(String.valueOf(new URI(url).getHost()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static SettingType<String> matching(String name, String form) {
    return text(name, "", Pattern.compile(form).asMatchPredicate());
  }

  private static boolean isQueue(String text) {
    String name = isHttp(text) ? text.substring(text.lastIndexOf('/') + 1) : text;
    return QUEUE_FORM.matcher(name).matches() && (name.equals(text) || hasHost(text));
  }

  private static boolean isMailAddress(String text) {
    return MAIL_FORM.matcher(text).matches();
  }

  private static boolean isHttp(String text) {
    return text.startsWith("http://") || text.startsWith("https://");
  }

  private static boolean hasHost(String url) {
    try {
      URI uri = new URI(url);
      return uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
