package dev.waybill.settings;

import static dev.waybill.settings.SettingType.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Types of names, with the rules of AWS and Kubernetes. */
final class AwsNames {
  static final SettingType<String> BUCKET =
      text(
          "a bucket's name",
          ": 3 to 63 lower-case letters, digits, dots and hyphens, a letter or digit at both ends,"
              + " no address, no reserved prefix or suffix",
          AwsNames::isBucket);
  static final SettingType<String> PREFIX =
      text("a key prefix that ends in / and does not begin with it", "", AwsNames::isPrefix);

  /** S3 cannot notify FIFO queues. */
  static final SettingType<String> STANDARD_QUEUE =
      text(
          "a standard queue's name or URL",
          ": a name has 1 to 80 letters, digits, - and _, and no .fifo",
          AwsNames::isStandardQueue);

  static final SettingType<String> KMS_KEY =
      text("a KMS key's id, its ARN, or an alias such as alias/my-key", "", AwsNames::isKmsKey);
  static final SettingType<String> TRAIL =
      matching(
          "a CloudTrail trail's name or ARN",
          "(arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:\\d{12}:trail/)?"
              + "[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]");
  static final SettingType<String> WORKGROUP =
      matching("an Athena workgroup: letters, digits, . _ -", "[A-Za-z0-9._-]{1,128}");
  static final SettingType<String> DATABASE =
      matching("an Athena database: lower-case letters, digits and _", "[a-z0-9_]{1,255}");
  static final SettingType<String> S3_LOCATION =
      text("s3://bucket/ or s3://bucket/prefix/", "", AwsNames::isLocation);
  static final SettingType<String> INVENTORY =
      matching(
          "s3://bucket/prefix/source-bucket/configuration-id",
          "s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/(?:.+/)?[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/"
              + "[A-Za-z0-9._-]{1,64}");
  static final SettingType<String> BUCKET_OWNER =
      matching("caller, any, or an account id of 12 digits", "caller|any|[0-9]{12}");
  static final SettingType<String> ROLE =
      matching("an IAM role's name (1 to 64 of A-Z a-z 0-9 _+=,.@-)", "[A-Za-z0-9_+=,.@-]{1,64}");

  /** Name as RFC 1123 defines it. */
  static final SettingType<String> KUBERNETES_NAME =
      matching(
          "a Kubernetes name: lower-case letters, digits, - and ., at most 63",
          "[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");

  static final SettingType<String> HOST =
      matching("a host name or address", "[A-Za-z0-9.:_-]{1,253}");

  static final SettingType<String> KMS_KEY_ARN =
      text("the ARN of a KMS key", "", AwsNames::isKmsKeyArn);

  private static final Pattern BUCKET_FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern IPV4 = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
  private static final List<String> RESERVED_STARTS = List.of("xn--", "sthree-", "amzn-s3-demo-");
  private static final List<String> RESERVED_ENDS =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");
  private static final Pattern QUEUE_FORM = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final Pattern KMS_ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}");
  private static final Pattern KMS_ALIAS = Pattern.compile("alias/[A-Za-z0-9/_-]{1,250}");
  private static final Pattern KMS_ARN =
      Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:(key/(.+)|(alias/.+))");

  private AwsNames() {}

  private static SettingType<String> matching(String name, String form) {
    return text(name, "", Pattern.compile(form).asMatchPredicate());
  }

  private static boolean isBucket(String name) {
    return BUCKET_FORM.matcher(name).matches()
        && !name.contains("..")
        && !IPV4.matcher(name).matches()
        && RESERVED_STARTS.stream().noneMatch(name::startsWith)
        && RESERVED_ENDS.stream().noneMatch(name::endsWith);
  }

  private static boolean isPrefix(String text) {
    return text.endsWith("/")
        && !text.startsWith("/")
        && text.getBytes(StandardCharsets.UTF_8).length <= 512;
  }

  private static boolean isStandardQueue(String text) {
    if (text.startsWith("http://") || text.startsWith("https://")) {
      String name = text.substring(text.lastIndexOf('/') + 1);
      return hasHost(text) && QUEUE_FORM.matcher(name).matches();
    }
    return QUEUE_FORM.matcher(text).matches();
  }

  private static boolean hasHost(String url) {
    try {
      return new URI(url).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isKmsKey(String text) {
    Matcher arn = KMS_ARN.matcher(text);
    return arn.matches()
        ? isKmsId(arn.group(2)) || isKmsAlias(arn.group(3))
        : isKmsId(text) || isKmsAlias(text);
  }

  private static boolean isKmsKeyArn(String text) {
    Matcher arn = KMS_ARN.matcher(text);
    return arn.matches() && isKmsId(arn.group(2));
  }

  private static boolean isKmsId(@Nullable String text) {
    return text != null && KMS_ID.matcher(text).matches();
  }

  private static boolean isKmsAlias(@Nullable String text) {
    return text != null && KMS_ALIAS.matcher(text).matches();
  }

  private static boolean isLocation(String text) {
    String rest = text.startsWith("s3://") ? text.substring(5) : "";
    int slash = rest.indexOf('/');
    return slash > 0 && rest.endsWith("/") && isBucket(rest.substring(0, slash));
  }
}
