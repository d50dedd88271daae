package dev.waybill.log.proof;

import dev.waybill.log.TileStore;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogProof;
import dev.waybill.record.log.MerkleTree;
import dev.waybill.record.log.Quantity;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TileReader;
import dev.waybill.record.log.TileTree;
import dev.waybill.record.log.TreeHash;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Prover that the published log has the entries of records. */
public final class RecordProver {
  /** Number of attempts: a log that grows removes partial tiles while they are read. */
  private static final int MAX_ATTEMPTS = 4;

  private final TileReader tiles;
  private final Function<List<TileAddress>, List<Optional<byte[]>>> readAll;
  private final CheckpointArchive checkpoints;

  /**
   * @param tiles reads the tiles and bundles of the log as it is now
   */
  public RecordProver(TileStore tiles, CheckpointArchive checkpoints) {
    this(tiles, tiles::readAll, checkpoints);
  }

  RecordProver(
      TileReader tiles,
      Function<List<TileAddress>, List<Optional<byte[]>>> readAll,
      CheckpointArchive checkpoints) {
    this.tiles = tiles;
    this.readAll = readAll;
    this.checkpoints = checkpoints;
  }

  /**
   * Finds the entry of a record and proves that it is in the log: by the newest cosigned checkpoint
   * that has it when the policy knows witnesses, else by the newest checkpoint.
   *
   * @param limit number of bundles after which the search ends
   * @param progress receives the number of bundles read so far
   * @return empty when nothing of a log is in the bucket
   * @throws InvalidLogException when the newest checkpoint is not signed, or its tiles do not lead
   *     from the entry to its root
   */
  public Optional<ProofSearch> prove(WantedEntry wanted, long limit, LongConsumer progress) {
    for (int attempt = 1; ; attempt++) {
      Optional<JudgedCheckpoint> newest = checkpoints.published();
      try {
        return newest.map(it -> prove(wanted, it, limit, progress));
      } catch (InvalidLogException e) {
        if (attempt == MAX_ATTEMPTS || sizeOf(checkpoints.published()) == sizeOf(newest)) {
          throw e;
        }
      }
    }
  }

  private static long sizeOf(Optional<JudgedCheckpoint> checkpoint) {
    return checkpoint.map(JudgedCheckpoint::size).orElse(-1L);
  }

  private ProofSearch prove(
      WantedEntry wanted, JudgedCheckpoint newest, long limit, LongConsumer progress) {
    BundlesAhead bundles = new BundlesAhead(readAll, newest.size());
    EntrySearch search = new EntryFinder(bundles, newest.size(), limit, progress).find(wanted);
    return new ProofSearch(newest, search, search.entry().map(it -> proof(it, newest)));
  }

  private RecordProof proof(LocatedEntry entry, JudgedCheckpoint newest) {
    Optional<JudgedCheckpoint> cosigned =
        checkpoints.policy().witnesses().isEmpty()
            ? Optional.empty()
            : checkpoints.cosigned(entry.index() + 1);
    JudgedCheckpoint checkpoint = cosigned.filter(it -> it.size() <= newest.size()).orElse(newest);
    List<TreeHash> hashes =
        inclusion(entry, checkpoint.checkpoint(), newest.size())
            .orElseThrow(
                () ->
                    new InvalidLogException(
                        "log-root-mismatch: the tiles do not lead from entry "
                            + entry.index()
                            + " to the signed root of "
                            + Quantity.ofEntries(checkpoint.size())
                            + "; run waybill log fsck"));
    return new RecordProof(
        entry, new LogProof(entry.index(), hashes, checkpoint.note(), entry.bytes()), checkpoint);
  }

  /**
   * Returns the hashes that lead from an entry to the root of a checkpoint; empty when its tree
   * does not have the entry.
   *
   * @param newestSize number of entries that the log has now
   * @throws InvalidLogException when a tile cannot be read
   */
  public Optional<List<TreeHash>> inclusion(
      LocatedEntry entry, Checkpoint checkpoint, long newestSize) {
    if (entry.index() >= checkpoint.size() || checkpoint.size() > newestSize) {
      return Optional.empty();
    }
    List<TreeHash> hashes =
        new TileTree(new GrownTiles(tiles, newestSize), checkpoint.size())
            .inclusionProof(entry.index());
    return MerkleTree.includes(
            entry.leafHash(), entry.index(), checkpoint.size(), hashes, checkpoint.root())
        ? Optional.of(hashes)
        : Optional.empty();
  }
}
