package dev.waybill.log;

import dev.waybill.log.LogStore.Listed;
import dev.waybill.record.log.InvalidLogException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reader of pending batches. The objects are untrusted input: one that is no batch is left where it
 * is and reported once, and does not delay the others.
 */
final class PendingReader {
  private static final Logger LOG = LoggerFactory.getLogger(PendingReader.class);

  /**
   * Interval between two listings from the beginning. The others begin at recent batches; what a
   * wrong clock or an outage has left before them waits for this one.
   */
  private static final Duration WHOLE_INTERVAL = Duration.ofMinutes(5);

  /** Number of objects that one round lists while it has room for more. */
  private static final int MAX_LISTED = 10_000;

  /** Number of objects that one round lists to count what is left: one page. */
  private static final int MAX_COUNTED = 1000;

  /** Number of rejected objects that are remembered and reported; further ones are skipped. */
  private static final int MAX_REJECTED = 10_000;

  /** Number of rejections that are logged; the listener gets the others. */
  private static final int MAX_REJECTION_LINES = 100;

  private final LogStore store;
  private final RecentBatches recent;
  private final LogWriterListener listener;
  private final Clock clock;
  private final Set<Listed> rejected = new HashSet<>();

  /** The next listing begins after this key, so that no replica's batches starve. */
  private String cursor = "";

  /** Time of the next listing from the beginning; null before the first. */
  private @Nullable Instant nextWhole;

  PendingReader(LogStore store, RecentBatches recent, LogWriterListener listener, Clock clock) {
    this.clock = clock;
    this.store = store;
    this.recent = recent;
    this.listener = listener;
  }

  /**
   * Batches of one round.
   *
   * @param batches the batches
   * @param left number of listed batches that the round has no room for
   */
  record Taken(List<PendingBatch> batches, int left) {}

  /** Batches that are chosen from the listing, and what is counted on the way. */
  private static final class Choice {
    private final List<Listed> chosen = new ArrayList<>();
    private long bytes;
    private int listed;
    private int left;
    private String last = "";

    boolean isLongEnough() {
      return listed >= (left > 0 ? MAX_COUNTED : MAX_LISTED);
    }

    void list(Listed object, boolean isAcceptable) {
      listed++;
      last = object.key();
      if (isAcceptable && hasRoomFor(object)) {
        chosen.add(object);
        bytes += object.size();
      } else if (isAcceptable) {
        left++;
      }
    }

    private boolean hasRoomFor(Listed object) {
      return left == 0
          && chosen.size() < StagedRound.MAX_COVERED
          && bytes + object.size() <= StagedRound.MAX_BYTES;
    }
  }

  /** Lists and reads the batches of the next round. */
  Taken read() {
    Choice choice = new Choice();
    Instant now = clock.instant();
    boolean isWhole = nextWhole == null || !now.isBefore(nextWhole);
    String first = isWhole ? "" : PendingFolder.recent(now);
    String from = cursor.compareTo(first) > 0 ? cursor : first;
    boolean isEnd = choose(choice, from, "");
    if (isEnd && !from.equals(first)) {
      isEnd = choose(choice, first, from);
    }
    if (isWhole && isEnd) {
      nextWhole = now.plus(WHOLE_INTERVAL);
    }
    List<PendingBatch> fitting = new ArrayList<>();
    int left = choice.left + fit(contents(choice.chosen), fitting);
    if (isEnd && left == 0) {
      cursor = "";
    } else {
      cursor = left == 0 || fitting.isEmpty() ? choice.last : fitting.get(fitting.size() - 1).key();
    }
    return new Taken(fitting, left);
  }

  /** Chooses objects after a key; returns true when the listing ended or reached another key. */
  private boolean choose(Choice choice, String after, String until) {
    try (Stream<Listed> listing =
        after.isEmpty() ? store.list(LogPaths.PENDING) : store.list(LogPaths.PENDING, after)) {
      for (Iterator<Listed> objects = listing.iterator(); objects.hasNext(); ) {
        Listed object = objects.next();
        if (!until.isEmpty() && object.key().compareTo(until) > 0) {
          return true;
        }
        if (choice.isLongEnough()) {
          return false;
        }
        choice.list(object, isAcceptable(object));
      }
    }
    return true;
  }

  private boolean isAcceptable(Listed object) {
    if (rejected.contains(object)) {
      return false;
    }
    if (PendingKey.of(object.key()).isEmpty()) {
      reject(object, "no replica writes such a key");
      return false;
    }
    if (object.size() == 0 || object.size() > PendingBatch.MAX_BYTES) {
      reject(object, "its size is " + object.size() + " bytes");
      return false;
    }
    return true;
  }

  private void reject(Listed object, String reason) {
    if (rejected.size() >= MAX_REJECTED || !rejected.add(object)) {
      return;
    }
    if (rejected.size() <= MAX_REJECTION_LINES) {
      LOG.warn(
          "pending object rejected key=\"{}\" cause=\"{}\"; remove it when it is not needed",
          printable(object.key()),
          reason);
    }
    listener.batchRejected(object.key(), reason);
  }

  private static String printable(String key) {
    return key.replaceAll("[^ -~]", "?");
  }

  private List<PendingBatch> contents(List<Listed> chosen) {
    Map<String, PendingBatch> own = new LinkedHashMap<>();
    chosen.forEach(it -> recent.find(it.key()).ifPresent(batch -> own.put(it.key(), batch)));
    List<Listed> foreign = chosen.stream().filter(it -> !own.containsKey(it.key())).toList();
    List<Optional<StoredObject>> read =
        foreign.isEmpty() ? List.of() : store.findAll(foreign.stream().map(Listed::key).toList());
    Map<String, PendingBatch> parsed = new LinkedHashMap<>(own);
    for (int at = 0; at < foreign.size(); at++) {
      Listed object = foreign.get(at);
      read.get(at)
          .flatMap(it -> parse(object, it.content()))
          .ifPresent(
              batch -> {
                parsed.put(batch.key(), batch);
                // A batch without room in this round is not read again for the next one.
                recent.add(batch);
              });
    }
    return chosen.stream()
        .flatMap(it -> Optional.ofNullable(parsed.get(it.key())).stream())
        .toList();
  }

  private Optional<PendingBatch> parse(Listed object, byte[] content) {
    try {
      return Optional.of(PendingBatch.parse(object.key(), content));
    } catch (InvalidLogException e) {
      reject(object, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Takes batches while a round has room for their entries; returns the number of the others. */
  private static int fit(List<PendingBatch> batches, List<PendingBatch> fitting) {
    int entries = 0;
    for (PendingBatch batch : batches) {
      entries += batch.entries().size();
      if (entries > StagedRound.MAX_ENTRIES) {
        break;
      }
      fitting.add(batch);
    }
    return batches.size() - fitting.size();
  }
}
