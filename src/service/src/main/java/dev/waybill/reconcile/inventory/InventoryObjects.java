package dev.waybill.reconcile.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Port to the objects of one inventory place. */
public interface InventoryObjects {
  /**
   * Returns the names directly below the place's prefix that have objects below them, without
   * slashes.
   *
   * @throws IOException when S3 denies or interrupts the listing
   */
  List<String> folders() throws IOException;

  /**
   * Opens an object; empty when it does not exist. The caller closes the stream.
   *
   * @throws IOException when S3 denies or interrupts the reading
   */
  Optional<InputStream> open(String key) throws IOException;

  /**
   * Returns the scope of the configuration as it is now; empty when it does not exist.
   *
   * @throws IOException when S3 denies or interrupts the reading
   */
  Optional<InventoryScope> scope() throws IOException;
}
