package dev.waybill.aws.canary;

import dev.waybill.aws.AwsClients;
import dev.waybill.settings.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;

/**
 * Location of a trail's files for one account and region: {@code
 * [prefix/]AWSLogs/<account>/CloudTrail/<region>/yyyy/mm/dd/}.
 *
 * @param prefix key prefix of the trail with its slash; empty for none
 * @param account AWS account ID
 * @param region AWS region
 */
record LogLocation(String prefix, String account, String region) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Returns a supplier that looks the location up at its first use and keeps it. */
  static Supplier<LogLocation> lazy(AwsClients aws, Settings settings) {
    return new Supplier<>() {
      private @Nullable LogLocation known;

      @Override
      public synchronized LogLocation get() {
        LogLocation location = known;
        if (location == null) {
          location =
              new LogLocation(
                  prefix(aws, settings.audit().trail()),
                  aws.sts().getCallerIdentity().account(),
                  aws.s3().serviceClientConfiguration().region().id());
          known = location;
        }
        return location;
      }
    };
  }

  /** A missing trail has no prefix; the diagnosis of a late file reports the missing trail. */
  private static String prefix(AwsClients aws, String trail) {
    try {
      String prefix = aws.cloudTrail().getTrail(get -> get.name(trail)).trail().s3KeyPrefix();
      return prefix == null || prefix.isEmpty() ? "" : prefix + "/";
    } catch (CloudTrailException unknown) {
      return "";
    }
  }

  /** Returns the prefix of the keys of one day's files. */
  String folder(LocalDate day) {
    return prefix + "AWSLogs/" + account + "/CloudTrail/" + region + "/" + DAY.format(day) + "/";
  }

  /** Returns a key that sorts before all files of the day that were delivered from a time on. */
  String startAfter(LocalDate day, Instant from) {
    return folder(day) + account + "_CloudTrail_" + region + "_" + STAMP.format(from);
  }
}
