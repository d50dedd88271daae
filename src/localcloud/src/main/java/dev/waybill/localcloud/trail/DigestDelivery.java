package dev.waybill.localcloud.trail;

import dev.waybill.localcloud.cloudtrail.DigestSigningKey;
import dev.waybill.localcloud.cloudtrail.DigestSigningKeys;
import dev.waybill.localcloud.cloudtrail.TrailDefinition;
import dev.waybill.localcloud.cloudtrail.TrailDefinition.State;
import dev.waybill.localcloud.service.DurableMap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * Delivery of the digest files of one trail: one for each interval, also when nothing was logged.
 * The first interval begins when the trail is logging with log file validation. The chain ends with
 * the interval in which one of the two is turned off; the next chain begins without a previous
 * digest file.
 */
final class DigestDelivery {
  /** Limit of digest files in one run, reached after the process did not run for a long time. */
  private static final int MAX_FILES_PER_RUN = 200;

  private static final String OPEN = "open";
  private static final DateTimeFormatter KEY_END =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final DurableMap<OpenDigest> state;
  private final DeliveredLogFiles delivered;
  private final TrailBucketWriter writer;
  private final DigestSigningKeys keys;
  private final DeliveryOptions options;
  private final Clock clock;

  private DigestDelivery(
      DurableMap<OpenDigest> state,
      DeliveredLogFiles delivered,
      TrailBucketWriter writer,
      DigestSigningKeys keys,
      DeliveryOptions options,
      Clock clock) {
    this.state = state;
    this.delivered = delivered;
    this.writer = writer;
    this.keys = keys;
    this.options = options;
    this.clock = clock;
  }

  /**
   * Opens the delivery that an earlier process left.
   *
   * @param folder the folder of the trail
   */
  static DigestDelivery open(
      Path folder,
      TrailBucketWriter writer,
      DigestSigningKeys keys,
      DeliveryOptions options,
      Clock clock)
      throws IOException {
    return new DigestDelivery(
        DurableMap.open(folder.resolve("digest.json"), OpenDigest.class),
        new DeliveredLogFiles(folder.resolve("delivered.jsonl")),
        writer,
        keys,
        options,
        clock);
  }

  /** Adds a delivered log file to the open interval. Log files outside a chain are ignored. */
  void add(TrailDefinition trail, DeliveredLogFile file) throws IOException {
    OpenDigest open = state.get(OPEN);
    if (open != null && trail.validation()) {
      long start = open.startTime().toEpochMilli();
      delivered.add(file.deliveredAt(Math.max(file.delivered(), start)));
    }
  }

  /**
   * Writes the digest files of all intervals that have ended.
   *
   * @throws dev.waybill.localcloud.store.StoreException if the bucket does not exist
   * @throws dev.waybill.localcloud.service.JsonError if the trail's KMS key cannot be used
   */
  void writeDue(TrailDefinition trail) throws IOException {
    boolean active = trail.state() == State.LOGGING && trail.validation();
    if (trail.state() == State.DELETED) {
      end();
    } else if (state.get(OPEN) == null && active) {
      state.put(OPEN, new OpenDigest(clock.instant().getEpochSecond(), null));
    }
    OpenDigest open = state.get(OPEN);
    for (int i = 0; i < MAX_FILES_PER_RUN && open != null && isDue(open); i++) {
      OpenDigest next = write(trail, open);
      if (active || trail.stopped() > next.start()) {
        state.put(OPEN, next);
        delivered.removeBefore(next.startTime());
      } else {
        end();
      }
      open = state.get(OPEN);
    }
  }

  private void end() throws IOException {
    if (state.get(OPEN) != null) {
      state.remove(OPEN);
      delivered.clear();
    }
  }

  private boolean isDue(OpenDigest open) {
    return !end(open).isAfter(clock.instant());
  }

  private Instant end(OpenDigest open) {
    return open.startTime().plus(options.digestInterval());
  }

  /** Writes the digest file of an interval and returns the next interval. */
  private OpenDigest write(TrailDefinition trail, OpenDigest open) throws IOException {
    Instant end = end(open);
    String bucket = trail.target().bucket();
    String key = key(trail, end);
    DigestFileContent document =
        new DigestFileContent(
            options.account(), bucket, key, open, end, delivered.between(open.startTime(), end));
    DigestSigningKey signer = keys.at(end);
    String json = document.json(signer);
    String signature = signer.sign(document.textToSign(json));
    writer.put(
        trail.target(),
        key,
        json,
        Map.of("signature", signature, "signature-algorithm", DigestSigningKey.ALGORITHM));
    return new OpenDigest(
        end.getEpochSecond(),
        new OpenDigest.Previous(bucket, key, TrailBucketWriter.sha256(json), signature));
  }

  private String key(TrailDefinition trail, Instant end) {
    String account = options.account();
    String region = options.region();
    return trail.target().keyPrefix()
        + String.join("/", "AWSLogs", account, "CloudTrail-Digest", region, DAY.format(end))
        + "/"
        + String.join(
            "_", account, "CloudTrail-Digest", region, trail.name(), region, KEY_END.format(end))
        + ".json.gz";
  }
}
