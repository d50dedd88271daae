package dev.waybill.log.check;

import dev.waybill.alert.Report;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.StagedLocks;
import dev.waybill.log.TileStore;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.CosignedMessage;
import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.NoteAlgorithm;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TreeBuilder;
import dev.waybill.record.log.TreeHash;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Log in memory, as the sequencer writes it, and a watch over it. */
public final class WatchedLog {
  static final String ORIGIN = "provenance/log";
  static final Duration WITHIN = Duration.ofHours(24);
  static final Duration LATE = Duration.ofMinutes(15);

  private static final KeyPair KEYS = keyPair();

  public final InMemoryLogStore store;
  final MemoryOfLog memory = new MemoryOfLog();
  final List<Report> reports = new ArrayList<>();
  final List<byte[]> entries = new ArrayList<>();
  final List<Checkpoint> checkpoints = new ArrayList<>();
  private final TreeBuilder tree;
  private Instant now = Instant.parse("2026-11-29T12:00:00Z");
  private @Nullable String eTag;

  public final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  private WatchedLog(InMemoryLogStore store, TreeBuilder tree) {
    this.store = store;
    this.tree = tree;
  }

  /** Returns a bucket without a log. */
  static WatchedLog absent() {
    return new WatchedLog(new InMemoryLogStore(), TreeBuilder.empty());
  }

  /** Returns a log with the same objects and the same memory, and without reports. */
  WatchedLog copy() {
    WatchedLog copy =
        new WatchedLog(store.copy(), TreeBuilder.of(new TileStore(store), tree.size()));
    copy.memory.json = memory.json;
    copy.entries.addAll(entries);
    copy.checkpoints.addAll(checkpoints);
    copy.now = now;
    copy.eTag = eTag;
    return copy;
  }

  /** Memory that survives the watch. */
  static final class MemoryOfLog implements LogMemory {
    byte @Nullable [] json;
    private int version;

    @Override
    public Optional<Versioned> find() {
      byte[] bytes = json;
      return bytes == null
          ? Optional.empty()
          : Optional.of(new Versioned(read(bytes), Integer.toString(version)));
    }

    private static @Nullable SeenLog read(byte[] bytes) {
      try {
        return SeenLogJson.read(bytes);
      } catch (IllegalArgumentException e) {
        return null;
      }
    }

    @Override
    public boolean keep(SeenLog seen, @Nullable String expected) {
      boolean isFirst =
          json == null ? expected == null : Integer.toString(version).equals(expected);
      if (isFirst) {
        json = SeenLogJson.write(seen);
        version++;
      }
      return isFirst;
    }
  }

  private static KeyPair keyPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  static VerifierKey key() {
    byte[] encoded = KEYS.getPublic().getEncoded();
    return new VerifierKey(
        ORIGIN,
        NoteAlgorithm.ED25519,
        Arrays.copyOfRange(encoded, encoded.length - TreeHash.BYTES, encoded.length));
  }

  static SignedNote sign(Checkpoint checkpoint) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(KEYS.getPrivate());
      signer.update(CosignedMessage.of(NoteAlgorithm.ED25519, ORIGIN, checkpoint.text(), 0));
      VerifierKey key = key();
      return new SignedNote(
          checkpoint.text(), List.of(NoteSignature.of(key.name(), key.id(), signer.sign())));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the entry with an index. */
  public static LogEntry entry(long number) {
    Sha256 digest = Sha256.hash("object " + number);
    return new LogEntry(
        EntryKind.SEAL,
        "records/raw/" + digest.hex() + "/v" + number + ".sigstore.json",
        Sha256.hash("record " + number),
        new ObjectVersion("raw", "incoming/" + number, "v" + number),
        number,
        null,
        digest,
        null,
        Instant.parse("2026-11-29T12:00:00Z"));
  }

  /** Returns a log without entries. */
  public static WatchedLog empty() {
    WatchedLog log = absent();
    log.store.create(
        LogPaths.VKEYS, (key() + "\n").getBytes(StandardCharsets.UTF_8), LogStore.Keeping.RETAINED);
    log.round(List.of());
    return log;
  }

  /** Appends entries in rounds of some size. */
  public WatchedLog grow(int count, int perRound) {
    for (int rest = count; rest > 0; rest -= perRound) {
      List<byte[]> round = new ArrayList<>();
      for (int i = 0; i < Math.min(rest, perRound); i++) {
        round.add(entry(entries.size() + i).bytes());
      }
      round(round);
    }
    return this;
  }

  /** Writes what one round of the sequencer writes: lock, tiles, bundles and checkpoint. */
  void round(List<byte[]> added) {
    long before = tree.size();
    Map<TileAddress, byte[]> tiles = tree.append(added.stream().map(TreeHash::ofEntry).toList());
    entries.addAll(added);
    Checkpoint checkpoint = new Checkpoint(ORIGIN, tree.size(), tree.root());
    Checkpoint earlier = checkpoints.isEmpty() ? checkpoint : newest();
    store.put(LogPaths.LOCK, StagedLocks.of(earlier, checkpoint, added));
    tiles.forEach(
        (address, tile) -> {
          store.create(LogPaths.of(address), tile, LogStore.Keeping.RETAINED);
          if (address.level() == 0) {
            store.create(LogPaths.of(address.bundle()), bundle(address), LogStore.Keeping.RETAINED);
          }
        });
    if (before != tree.size() || checkpoints.isEmpty()) {
      checkpoints.add(checkpoint);
      publish(checkpoint);
    }
  }

  void publish(Checkpoint checkpoint) {
    store.setTime(now);
    eTag =
        store
            .replace(
                LogPaths.CHECKPOINT, sign(checkpoint).bytes(), eTag, LogStore.Keeping.TEMPORARY)
            .orElseThrow();
  }

  /** Accepts the checkpoint that someone else has put, so that this log may go on. */
  void restamp() {
    eTag = store.find(LogPaths.CHECKPOINT).orElseThrow().eTag();
  }

  byte[] bundle(TileAddress tile) {
    int first = Math.toIntExact(tile.index() * TileAddress.FULL);
    return EntryBundle.encode(entries.subList(first, first + tile.width()));
  }

  Checkpoint newest() {
    return checkpoints.get(checkpoints.size() - 1);
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    now = now.plus(time);
    store.setTime(now);
  }

  /** Returns a check of the log with its own key. */
  public LogCheck check() {
    return new LogCheck(store, ORIGIN, List.of(key()), CheckpointTrust.ofKeys(List.of(key())));
  }

  /** Returns a watch of a process that has just started. */
  LogWatch watch() {
    return new LogWatch(
        store, check(), memory, "provenance", new WatchSettings(WITHIN, LATE), reports::add, clock);
  }
}
