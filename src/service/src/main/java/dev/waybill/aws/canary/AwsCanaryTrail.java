package dev.waybill.aws.canary;

import dev.waybill.canary.CanaryTrail;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.TrailNotFoundException;

/**
 * Trail in CloudTrail.
 *
 * @param client client that reads the trail
 * @param name name of the trail
 */
record AwsCanaryTrail(CloudTrailClient client, String name) implements CanaryTrail {
  @Override
  public Status status() throws TrailException {
    GetTrailStatusResponse status = read(() -> client.getTrailStatus(get -> get.name(name)));
    return new Status(
        Boolean.TRUE.equals(status.isLogging()),
        Objects.requireNonNullElse(status.latestDeliveryError(), ""));
  }

  @Override
  public @Nullable String bucket() throws TrailException {
    return read(() -> client.getTrail(get -> get.name(name))).trail().s3BucketName();
  }

  @Override
  public boolean covers(String bucket, String key) throws TrailException {
    return read(() -> TrailCoverage.of(client, name)).covers(bucket, key);
  }

  private static <T> T read(Supplier<T> call) throws TrailException {
    try {
      return call.get();
    } catch (TrailNotFoundException e) {
      throw TrailException.missing(e);
    } catch (CloudTrailException e) {
      throw TrailException.unreadable(code(e), e);
    }
  }

  private static String code(CloudTrailException e) {
    return e.awsErrorDetails() == null
        ? String.valueOf(e.statusCode())
        : String.valueOf(e.awsErrorDetails().errorCode());
  }
}
