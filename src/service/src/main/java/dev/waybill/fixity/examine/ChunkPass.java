package dev.waybill.fixity.examine;

import dev.waybill.record.chunk.ChunkDigests;
import dev.waybill.record.chunk.ObjectRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reading of chunks of one version over one port. Neighboring chunks are read by one request each
 * step, so that small chunks do not cost a request each. After a failure no further step begins.
 */
final class ChunkPass implements ReadHelpers.Work {
  private final ObjectReads reads;
  private final PinnedVersion version;
  private final ChunkDigests list;
  private final BodyReader body;
  private final IntConsumer proven;
  private final List<Group> groups;
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger completed = new AtomicInteger();
  private final Map<Integer, BodyDigest> differing = new ConcurrentSkipListMap<>();
  private final AtomicReference<@Nullable UnreadableException> failure = new AtomicReference<>();

  /** Neighboring chunks, by their numbers. */
  private record Group(int first, int last) {}

  /**
   * @param chunks numbers of the chunks to read, in order
   * @param proven receives the number of each chunk that has its digest
   * @param requestBytes bytes of one request, unless one chunk has more
   */
  ChunkPass(
      ObjectReads reads,
      PinnedVersion version,
      ChunkDigests list,
      BodyReader body,
      int[] chunks,
      IntConsumer proven,
      long requestBytes) {
    this.reads = reads;
    this.version = version;
    this.list = list;
    this.body = body;
    this.proven = proven;
    groups = groups(chunks, Math.max(1, requestBytes / list.layout().chunkSize()));
  }

  private static List<Group> groups(int[] chunks, long most) {
    List<Group> groups = new ArrayList<>();
    for (int chunk : chunks) {
      int end = groups.size() - 1;
      Group last = end < 0 ? null : groups.get(end);
      if (last != null && last.last() + 1 == chunk && chunk - last.first() < most) {
        groups.set(end, new Group(last.first(), chunk));
      } else {
        groups.add(new Group(chunk, chunk));
      }
    }
    return groups;
  }

  @Override
  public boolean hasNext() {
    return failure.get() == null && begun.get() < groups.size();
  }

  @Override
  public void runNext() throws InterruptedException {
    int at = begun.getAndIncrement();
    if (at >= groups.size()) {
      return;
    }
    try {
      read(groups.get(at));
      completed.incrementAndGet();
    } catch (UnreadableException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void read(Group group) throws InterruptedException {
    ObjectRange range =
        new ObjectRange(
            list.layout().range(group.first()).first(), list.layout().range(group.last()).last());
    byte[] buffer = BodyReader.newBuffer(range.length());
    try (ResumingBody in = new ResumingBody(reads, version, range, null)) {
      for (int chunk = group.first(); chunk <= group.last(); chunk++) {
        BodyDigest read = body.digest(in, list.layout().range(chunk).length(), buffer);
        if (read.isWhole() && list.verify(chunk, read.sha256())) {
          proven.accept(chunk);
        } else {
          differing.put(chunk, read);
        }
      }
      in.requireEnd();
    }
  }

  /** Returns the chunks that were read and do not have their digest, in order. */
  SortedMap<Integer, BodyDigest> differing() {
    return new TreeMap<>(differing);
  }

  /** Returns the first failure; null when every chunk was read. */
  @Nullable UnreadableException failure() {
    UnreadableException first = failure.get();
    return first == null && completed.get() < groups.size()
        ? new UnreadableException("not every chunk was read")
        : first;
  }
}
