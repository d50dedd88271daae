package dev.waybill.localcloud.inventory;

import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Delivery of inventory reports by order of a test or an operator. The schedule of a configuration
 * has no effect.
 */
public final class Inventory {
  /** Fixed, so that a test finds the same order of the rows at every run. */
  private static final long SHUFFLE_SEED = 7;

  private final ObjectStore store;
  private final String account;
  private final Clock clock;

  public Inventory(ObjectStore store, String account, Clock clock) {
    this.store = store;
    this.account = account;
    this.clock = clock;
  }

  /**
   * Delivers a complete report now and returns the key of its manifest.
   *
   * @param bucket the name of the bucket to list
   * @param id the id of the configuration
   * @throws StoreException NoSuchBucket, NoSuchConfiguration, NotImplemented for a format other
   *     than CSV, or AccessDenied when the policy of the destination does not let S3 write the
   *     report
   */
  public String deliver(String bucket, String id) {
    return deliver(bucket, id, InventoryOrder.complete());
  }

  /**
   * Delivers a report now and returns the key of its manifest.
   *
   * @param bucket the name of the bucket to list
   * @param id the id of the configuration
   * @throws StoreException as {@link #deliver(String, String)}
   */
  public String deliver(String bucket, String id, InventoryOrder order) {
    Bucket source = store.bucket(bucket);
    InventoryDefinition definition = new InventoryDefinitions(source).get(id);
    if (!definition.destination().format().equals("CSV")) {
      throw new StoreException(S3ErrorCode.NOT_IMPLEMENTED);
    }
    Bucket destination = store.bucket(definition.destination().bucket());
    DestinationPolicy.require(destination, definition, bucket, account);
    Instant start = clock.instant();
    List<String> rows = new ArrayList<>();
    new InventoryRows(source, definition, start.minus(order.lag())).forEach(rows::add);
    // Reports of S3 are not sorted, neither in a file nor across files.
    Collections.shuffle(rows, new Random(SHUFFLE_SEED));
    try {
      return new InventoryReport(source.name(), destination, definition, start)
          .write(rows, order.rowsPerFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
