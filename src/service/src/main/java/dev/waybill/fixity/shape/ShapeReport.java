package dev.waybill.fixity.shape;

import dev.waybill.fixity.FixityCondition;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Result of one listing of the raw bucket.
 *
 * @param began time at which the listing began
 * @param ended time at which the join ended
 * @param listed number of versions and delete markers that were listed
 * @param calls number of calls of the listing
 * @param entries number of entries that were read
 * @param outside number of entries of versions outside of the listed prefixes, such as canaries
 * @param unsealed number of versions below {@code incoming/} that are not sealed
 * @param counts number of suspects of each condition, all of them
 * @param suspects suspects to examine; fewer than counted when there are too many
 * @param vanished number of listed suspects that were not found when their page was listed again
 * @param unjudged number of rows of keys with more versions than fit into memory
 * @param temporaryBytes largest number of bytes of temporary files
 */
public record ShapeReport(
    Instant began,
    Instant ended,
    long listed,
    long calls,
    long entries,
    long outside,
    long unsealed,
    Map<FixityCondition, Long> counts,
    List<Suspect> suspects,
    long vanished,
    long unjudged,
    long temporaryBytes) {
  public ShapeReport {
    counts = Map.copyOf(counts);
    suspects = List.copyOf(suspects);
  }

  /** Returns the number of all suspects. */
  public long suspected() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns true when each suspect is in the list, and everything was judged. */
  public boolean isComplete() {
    return unjudged == 0 && vanished == 0 && suspected() == suspects.size();
  }
}
