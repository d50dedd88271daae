package dev.waybill.log.check;

import dev.waybill.record.log.Checkpoint;

/**
 * Log at its newest checkpoint, whose edge was compared with the signed root.
 *
 * @param newest the checkpoint
 * @param edge the partial tiles
 * @param tiles the tiles
 * @param consistency comparison of other checkpoints with this one
 */
record OpenedLog(
    NewestCheckpoint newest, TreeEdge edge, AuthenticTiles tiles, TreeConsistency consistency) {
  Checkpoint checkpoint() {
    return newest.checkpoint();
  }

  long size() {
    return checkpoint().size();
  }
}
