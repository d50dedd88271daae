package dev.waybill.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** AWS's rules for names. Each method returns its argument or says what would be right. */
final class AwsNames {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern IPV4 = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
  private static final List<String> RESERVED_STARTS = List.of("xn--", "sthree-", "amzn-s3-demo-");
  private static final List<String> RESERVED_ENDS =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");
  private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final Pattern KMS_ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}");
  private static final Pattern KMS_ALIAS = Pattern.compile("alias/[A-Za-z0-9/_-]{1,250}");
  private static final Pattern KMS_ARN =
      Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:(key/(.+)|(alias/.+))");
  private static final Pattern TRAIL =
      Pattern.compile(
          "(arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:\\d{12}:trail/)?"
              + "[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]");
  private static final Pattern WORKGROUP = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final Pattern DATABASE = Pattern.compile("[a-z0-9_]{1,255}");
  private static final Pattern LEASE = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
  private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9_+=,.@-]{1,64}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");

  private AwsNames() {}

  static String bucket(String name) {
    return require(
        isBucket(name),
        name,
        "a bucket's name: 3 to 63 lower-case letters, digits, dots and hyphens, a letter or digit"
            + " at both ends, no address, no reserved prefix or suffix");
  }

  private static boolean isBucket(String name) {
    return BUCKET.matcher(name).matches()
        && !name.contains("..")
        && !IPV4.matcher(name).matches()
        && RESERVED_STARTS.stream().noneMatch(name::startsWith)
        && RESERVED_ENDS.stream().noneMatch(name::endsWith);
  }

  static String prefix(String text) {
    boolean legal =
        text.endsWith("/")
            && !text.startsWith("/")
            && text.getBytes(StandardCharsets.UTF_8).length <= 512;
    return require(legal, text, "a key prefix that ends in / and does not begin with it");
  }

  static String queue(String text) {
    if (text.startsWith("http://") || text.startsWith("https://")) {
      String name = text.substring(text.lastIndexOf('/') + 1);
      return require(hasHost(text) && isQueue(name), text, "the URL of a standard queue");
    }
    // S3 cannot notify FIFO queues.
    return require(
        isQueue(text),
        text,
        "a standard queue's name (1 to 80 letters, digits, - and _; no .fifo) or its URL");
  }

  private static boolean isQueue(String name) {
    return QUEUE.matcher(name).matches();
  }

  private static boolean hasHost(String url) {
    try {
      return new URI(url).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  static String kmsKey(String text) {
    var arn = KMS_ARN.matcher(text);
    boolean legal =
        arn.matches()
            ? isKmsId(arn.group(2)) || isKmsAlias(arn.group(3))
            : isKmsId(text) || isKmsAlias(text);
    return require(legal, text, "a KMS key's id, its ARN, or an alias such as alias/my-key");
  }

  private static boolean isKmsId(@Nullable String text) {
    return text != null && KMS_ID.matcher(text).matches();
  }

  private static boolean isKmsAlias(@Nullable String text) {
    return text != null && KMS_ALIAS.matcher(text).matches();
  }

  static String trail(String text) {
    return require(TRAIL.matcher(text).matches(), text, "a CloudTrail trail's name or ARN");
  }

  static String workgroup(String text) {
    return require(
        WORKGROUP.matcher(text).matches(), text, "an Athena workgroup: letters, digits, . _ -");
  }

  static String database(String text) {
    return require(
        DATABASE.matcher(text).matches(),
        text,
        "an Athena database: lower-case letters, digits and _");
  }

  static String location(String text) {
    String rest = text.startsWith("s3://") ? text.substring(5) : "";
    int slash = rest.indexOf('/');
    boolean legal = slash > 0 && rest.endsWith("/") && isBucket(rest.substring(0, slash));
    return require(legal, text, "s3://bucket/ or s3://bucket/prefix/");
  }

  static String role(String text) {
    return require(
        ROLE.matcher(text).matches(), text, "an IAM role's name (1 to 64 of A-Z a-z 0-9 _+=,.@-)");
  }

  /** A name as Kubernetes has it, RFC 1123. */
  static String lease(String text) {
    return require(
        LEASE.matcher(text).matches(),
        text,
        "a Kubernetes name: lower-case letters, digits, - and ., at most 63");
  }

  static String host(String text) {
    return require(HOST.matcher(text).matches(), text, "a host name or address to listen on");
  }

  private static String require(boolean holds, String text, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(expected);
    }
    return text;
  }
}
