package dev.waybill.verify.log;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.log.TileStore;
import dev.waybill.log.proof.CheckpointArchive;
import dev.waybill.log.proof.JudgedCheckpoint;
import dev.waybill.log.proof.LocatedEntry;
import dev.waybill.log.proof.RecordProver;
import dev.waybill.log.proof.WantedEntry;
import dev.waybill.log.time.SizedObjects;
import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.WitnessCosignature;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Time by which the witnesses of a policy had cosigned a checkpoint that has an entry. */
final class CosignedTime {
  private final LogStore store;
  private final LogPolicy policy;
  private final String origin;

  CosignedTime(LogStore store, LogPolicy policy, String origin) {
    this.store = store;
    this.policy = policy;
    this.origin = origin;
  }

  /**
   * Returns the time of the last cosignature under the first checkpoint with a quorum that has the
   * entry; empty when the entry or such a checkpoint is not found.
   *
   * @param limit number of bundles after which the search for the entry ends
   */
  Optional<Instant> of(WantedEntry wanted, long limit) {
    CheckpointArchive checkpoints = new CheckpointArchive(store, policy, origin);
    RecordProver prover = new RecordProver(new TileStore(store), checkpoints);
    return prover
        .prove(wanted, limit, read -> {})
        .flatMap(
            search ->
                search
                    .search()
                    .entry()
                    .filter(it -> wanted.problem(it.entry()).isEmpty())
                    .flatMap(it -> time(it, prover, search.newest().size())));
  }

  private Optional<Instant> time(LocatedEntry entry, RecordProver prover, long newestSize) {
    Optional<Listed> first = new SizedObjects(store, LogPaths.COSIGNED).firstAbove(entry.index());
    return first
        .flatMap(it -> store.find(it.key()))
        .map(it -> JudgedCheckpoint.of(it.content(), it.lastModified(), policy, origin))
        .filter(it -> it.verdict().isAccepted())
        .filter(it -> prover.inclusion(entry, it.checkpoint(), newestSize).isPresent())
        .flatMap(
            it ->
                it.verdict().cosignatures().stream()
                    .map(WitnessCosignature::at)
                    .max(Comparator.naturalOrder()));
  }
}
