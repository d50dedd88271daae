package dev.waybill.aws;

import dev.waybill.trail.TrailPublicKeys;
import dev.waybill.trail.digest.TrailKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.PublicKey;

/** Public keys of CloudTrail, which each region states for itself. */
public final class CloudTrailKeys implements TrailPublicKeys, AutoCloseable {
  private final AwsClients aws;
  private final Map<String, CloudTrailClient> others = new HashMap<>();

  public CloudTrailKeys(AwsClients aws) {
    this.aws = aws;
  }

  @Override
  public List<TrailKey> of(String region, Instant from, Instant until) {
    return client(region)
        .listPublicKeysPaginator(list -> list.startTime(from).endTime(until))
        .publicKeyList()
        .stream()
        .map(CloudTrailKeys::key)
        .toList();
  }

  private synchronized CloudTrailClient client(String region) {
    CloudTrailClient own = aws.cloudTrail();
    return own.serviceClientConfiguration().region().id().equals(region)
        ? own
        : others.computeIfAbsent(
            region, it -> aws.create(CloudTrailClient.builder().region(Region.of(it))));
  }

  private static TrailKey key(PublicKey key) {
    return new TrailKey(
        key.fingerprint(),
        Base64.getEncoder().encodeToString(key.value().asByteArray()),
        key.validityStartTime(),
        key.validityEndTime());
  }

  @Override
  public synchronized void close() {
    others.values().forEach(CloudTrailClient::close);
  }
}
