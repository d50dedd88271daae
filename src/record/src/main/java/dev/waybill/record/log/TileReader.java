package dev.waybill.record.log;

import java.util.Optional;

/** Source of the tiles and bundles of a log. Their content is untrusted input. */
public interface TileReader {
  /**
   * Returns the bytes of a tile or bundle; empty when it does not exist. For a partial tile that
   * does not exist any more, the bytes of the full tile may be returned instead.
   */
  Optional<byte[]> read(TileAddress address);
}
