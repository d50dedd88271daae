package dev.waybill.fixity.examine;

import dev.waybill.record.chunk.ChunkDigests;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reading of a version by ranges in parallel, which compares each chunk with the digest that its
 * record states. It proves as much as the digest of the whole: the size is the sealed one, and no
 * chunk is left out. Chunks that differ are read once more, over another connection.
 */
final class ChunkedRead {
  /** Bytes of one request, the same as one chunk of most objects. */
  static final long REQUEST_BYTES = 64L << 20;

  private final BodyReader body;
  private final ReadHelpers helpers;
  private final ReadProgress progress;
  private final long requestBytes;
  private final long stepBytes;

  ChunkedRead(BodyReader body, ReadHelpers helpers, ReadProgress progress) {
    this(body, helpers, progress, REQUEST_BYTES, ProvenChunks.STEP_BYTES);
  }

  /**
   * @param requestBytes bytes of one request, unless one chunk has more
   * @param stepBytes bytes after which progress is stored
   */
  ChunkedRead(
      BodyReader body,
      ReadHelpers helpers,
      ReadProgress progress,
      long requestBytes,
      long stepBytes) {
    this.body = body;
    this.helpers = helpers;
    this.progress = progress;
    this.requestBytes = requestBytes;
    this.stepBytes = stepBytes;
  }

  /**
   * Reads a version. Chunks that this reading proved in another process before are not read again,
   * and their bytes count as read.
   *
   * @param second port that confirms what the first one found
   * @param version version of the size of the sealed one
   * @param list digests of the sealed chunks
   * @return chunks that differed in the same way twice; empty when the version is as sealed
   * @throws UnreadableException when neither is known
   * @throws InterruptedException when the thread is interrupted; all reads are ended
   */
  Optional<ChunkDifference> difference(
      ObjectReads first, ObjectReads second, PinnedVersion version, ChunkDigests list)
      throws InterruptedException {
    if (version.size() != list.layout().objectSize()) {
      throw new IllegalArgumentException("the version has another size than its chunks");
    }
    ProvenChunks proven = new ProvenChunks(progress, version, list, stepBytes);
    body.addEarlier(proven.bytes());
    ChunkPass one =
        new ChunkPass(first, version, list, body, proven.left(), proven::add, requestBytes);
    helpers.run(one);
    proven.end();
    int[] differing = one.differing().keySet().stream().mapToInt(Integer::intValue).toArray();
    ChunkPass two =
        new ChunkPass(second, version, list, body, differing, chunk -> {}, requestBytes);
    helpers.run(two);
    return compare(list, one, two);
  }

  private static Optional<ChunkDifference> compare(
      ChunkDigests list, ChunkPass one, ChunkPass two) {
    SortedMap<Integer, BodyDigest> again = two.differing();
    SortedMap<Integer, BodyDigest> confirmed = new TreeMap<>(again);
    SortedMap<Integer, BodyDigest> before = one.differing();
    confirmed.entrySet().removeIf(it -> !it.getValue().equals(before.get(it.getKey())));
    UnreadableException failure = one.failure() == null ? two.failure() : one.failure();
    if (!confirmed.isEmpty()) {
      return Optional.of(new ChunkDifference(list.layout(), confirmed, failure == null));
    }
    requireProof(again.isEmpty(), failure);
    return Optional.empty();
  }

  private static void requireProof(boolean isSame, @Nullable UnreadableException failure) {
    if (!isSame) {
      throw new UnreadableException("two reads did not give the same bytes");
    }
    if (failure != null) {
      throw failure;
    }
  }
}
