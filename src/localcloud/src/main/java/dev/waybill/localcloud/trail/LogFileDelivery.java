package dev.waybill.localcloud.trail;

import dev.waybill.localcloud.cloudtrail.TrailDefinition.Target;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;

/** Delivery of log files into the bucket of a trail. */
record LogFileDelivery(TrailBucketWriter writer, DeliveryOptions options, Clock clock) {
  /**
   * Puts a log file into the bucket of a trail. Skips the put if an interrupted attempt already
   * delivered the file.
   *
   * @throws dev.waybill.localcloud.store.StoreException if the bucket does not exist
   * @throws dev.waybill.localcloud.service.JsonError if the trail's KMS key cannot be used
   */
  DeliveredLogFile deliver(TrailFile file, Target target) throws IOException {
    String key = target.keyPrefix() + file.key(options.account(), options.region());
    TrailFile.Events events = file.events();
    if (!writer.has(target, key)) {
      writer.put(target, key, events.json(), Map.of());
    }
    return new DeliveredLogFile(
        target.bucket(),
        key,
        TrailBucketWriter.sha256(events.json()),
        events.newest(),
        events.oldest(),
        clock.millis());
  }
}
