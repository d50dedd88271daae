package dev.waybill.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for what names a sink. Each method says what would be right, never the text. */
final class SinkNames {
  private static final List<String> SEVERITIES =
      List.of("informational", "low", "medium", "high", "critical");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Pattern TOPIC =
      Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?");
  private static final Pattern QUEUE =
      Pattern.compile("[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\\.fifo");
  private static final Pattern BUS =
      Pattern.compile(
          "[A-Za-z0-9._-]{1,256}"
              + "|arn:aws[a-z-]*:events:[a-z0-9-]+:\\d{12}:event-bus/[A-Za-z0-9._/-]{1,256}");
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}");

  private SinkNames() {}

  /** OCSF's severity id of a word. */
  static int rank(String text) {
    int at = SEVERITIES.indexOf(text);
    require(at >= 0, "one of " + String.join(", ", SEVERITIES));
    return at + 1;
  }

  static String topic(String text) {
    return require(TOPIC.matcher(text).matches(), text, "an SNS topic's ARN, or none");
  }

  static String queue(String text) {
    String name = isHttp(text) ? text.substring(text.lastIndexOf('/') + 1) : text;
    return require(
        QUEUE.matcher(name).matches() && (name.equals(text) || hasHost(text)),
        text,
        "an SQS queue's name or URL (.fifo works, too), or none");
  }

  static String bus(String text) {
    return require(BUS.matcher(text).matches(), text, "an EventBridge bus's name or ARN, or none");
  }

  static String url(String text) {
    return require(isHttp(text) && hasHost(text), text, "a URL that begins http:// or https://");
  }

  /** For what carries a secret. */
  static String safeUrl(String text) {
    return require(
        isHttp(text) && hasHost(text) && (text.startsWith("https:") || isLoopback(text)),
        text,
        "a URL that begins https:// (http:// on this machine only)");
  }

  static SinkSettings.Tls tls(String text) {
    for (SinkSettings.Tls tls : SinkSettings.Tls.values()) {
      if (tls.name().toLowerCase(Locale.ROOT).equals(text)) {
        return tls;
      }
    }
    throw new IllegalArgumentException("starttls, implicit, or none for a relay on this machine");
  }

  static String address(String text) {
    return require(ADDRESS.matcher(text).matches(), text, "a mail address, such as a@example.org");
  }

  static String addresses(String text) {
    for (String one : text.split(",", -1)) {
      require(ADDRESS.matcher(one.strip()).matches(), "mail addresses with commas between them");
    }
    return text;
  }

  static boolean isLoopback(String url) {
    try {
      return LOOPBACK.contains(String.valueOf(new URI(url).getHost()));
    } catch (URISyntaxException e) {
      return false;
    }
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

  private static String require(boolean holds, String text, String expected) {
    require(holds, expected);
    return text;
  }

  private static void require(boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(expected);
    }
  }
}
