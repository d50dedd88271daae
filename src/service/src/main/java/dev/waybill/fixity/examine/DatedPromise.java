package dev.waybill.fixity.examine;

import dev.waybill.fixity.FixityPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.StoredObject;
import dev.waybill.settings.PromotedRetention;
import java.time.Instant;
import java.util.Locale;

/**
 * Time from which a retention has been promised. An empty object states the retention in its key,
 * and S3 dates it: copies that are older were promoted under another promise.
 */
public final class DatedPromise {
  private DatedPromise() {}

  /**
   * Returns the time at which a service first had this retention.
   *
   * @throws IllegalStateException when the object cannot be read back
   */
  public static Instant since(LogStore store, PromotedRetention retention) {
    String key =
        FixityPaths.PROMISES
            + retention.mode().name().toLowerCase(Locale.ROOT)
            + "-"
            + retention.time().toSeconds()
            + "s";
    boolean unused = store.create(key, new byte[0], Keeping.RETAINED);
    return store
        .find(key)
        .map(StoredObject::lastModified)
        .orElseThrow(() -> new IllegalStateException(key + " cannot be read back"));
  }
}
