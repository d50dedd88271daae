package dev.waybill.log.cosign;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.StoredObject;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TileTree;
import dev.waybill.record.log.TreeHash;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Bodies of the requests that ask witnesses to cosign one checkpoint. */
final class CheckpointRequests {
  private final VerifiedCheckpoint published;
  private final TileTree tree;
  private final Map<Long, byte[]> bodies = new HashMap<>();

  /**
   * @throws InvalidLogException when the tiles of the store do not have the checkpoint's root, or
   *     some are missing because the log has grown meanwhile
   */
  CheckpointRequests(LogStore store, VerifiedCheckpoint published) {
    this.published = published;
    this.tree = new TileTree(address -> read(store, address), published.checkpoint().size());
    if (!tree.root().equals(published.checkpoint().root())) {
      throw new InvalidLogException("the tiles do not have the root of the checkpoint");
    }
  }

  private static Optional<byte[]> read(LogStore store, TileAddress address) {
    Optional<byte[]> tile = store.find(LogPaths.of(address)).map(StoredObject::content);
    return tile.isPresent() || address.width() == TileAddress.FULL
        ? tile
        : store
            .find(LogPaths.of(new TileAddress(address.level(), address.index(), TileAddress.FULL)))
            .map(StoredObject::content);
  }

  /**
   * Returns the body for a witness.
   *
   * @param oldSize size of the checkpoint that the witness cosigned last; at most that of this one
   */
  byte[] from(long oldSize) {
    return bodies.computeIfAbsent(oldSize, this::body);
  }

  private byte[] body(long oldSize) {
    StringBuilder head = new StringBuilder("old ").append(oldSize).append('\n');
    for (TreeHash hash : tree.consistencyProof(oldSize)) {
      head.append(hash.base64()).append('\n');
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(head.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(published.note().bytes());
    return body.toByteArray();
  }
}
