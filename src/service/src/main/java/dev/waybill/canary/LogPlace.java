package dev.waybill.canary;

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
 * Where a trail of one account and region puts its files: {@code
 * [prefix/]AWSLogs/<account>/CloudTrail/<region>/yyyy/mm/dd/}.
 *
 * @param prefix of the trail, with its slash; empty for none
 */
record LogPlace(String prefix, String account, String region) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Asked for at the first look, and kept once it is known. */
  static Supplier<LogPlace> lookedUp(AwsClients aws, Settings settings) {
    return new Supplier<>() {
      private @Nullable LogPlace known;

      @Override
      public synchronized LogPlace get() {
        LogPlace place = known;
        if (place == null) {
          place =
              new LogPlace(
                  prefix(aws, settings.audit().trail()),
                  aws.sts().getCallerIdentity().account(),
                  aws.s3().serviceClientConfiguration().region().id());
          known = place;
        }
        return place;
      }
    };
  }

  /** A trail that is not there has none; that it is not there is told when its file is late. */
  private static String prefix(AwsClients aws, String trail) {
    try {
      String prefix = aws.cloudTrail().getTrail(get -> get.name(trail)).trail().s3KeyPrefix();
      return prefix == null || prefix.isEmpty() ? "" : prefix + "/";
    } catch (CloudTrailException unknown) {
      return "";
    }
  }

  String folder(LocalDate day) {
    return prefix + "AWSLogs/" + account + "/CloudTrail/" + region + "/" + DAY.format(day) + "/";
  }

  /** What the names of that day's files from a time on come after. */
  String after(LocalDate day, Instant from) {
    return folder(day) + account + "_CloudTrail_" + region + "_" + STAMP.format(from);
  }
}
