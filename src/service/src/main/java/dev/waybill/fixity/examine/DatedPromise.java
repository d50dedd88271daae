package dev.waybill.fixity.examine;

import dev.waybill.fixity.FixityPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.StoredObject;
import dev.waybill.settings.PromotedRetention;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Time from which a retention has been promised. An empty object states the retention in its key,
 * and S3 dates it: copies that are older were promoted under another promise.
 */
public final class DatedPromise {
  private DatedPromise() {}

  /** States that the service has this retention, unless that was stated before. */
  public static void state(LogStore store, PromotedRetention retention) {
    boolean unused = store.create(key(retention), new byte[0], Keeping.RETAINED);
  }

  /** Returns the time at which a service first had this retention; empty when none had. */
  public static Optional<Instant> since(LogStore store, PromotedRetention retention) {
    return store.find(key(retention)).map(StoredObject::lastModified);
  }

  private static String key(PromotedRetention retention) {
    return FixityPaths.PROMISES
        + retention.mode().name().toLowerCase(Locale.ROOT)
        + "-"
        + retention.time().toSeconds()
        + "s";
  }
}
