package dev.waybill.verify.log;

import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogPaths;
import dev.waybill.log.SampleLog;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.NoteAlgorithm;
import dev.waybill.record.log.SignedNote;
import dev.waybill.settings.RecordLogSettings;
import dev.waybill.signing.LogKeys;
import dev.waybill.signing.NoteSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Log in a store in memory, with keys, a witness and a policy. */
final class PublishedLog {
  static final LogKeys KEYS = LogKeys.generate(SampleLog.ORIGIN, Clock.systemUTC());
  static final NoteSigner WITNESS =
      NoteSigner.generate("witness.example", NoteAlgorithm.ED25519_COSIGNATURE);

  final InMemoryLogStore store = new InMemoryLogStore();
  final SampleLog log = new SampleLog();
  private final Path folder;

  PublishedLog(Path folder) {
    this.folder = folder;
  }

  static String logLines() {
    return KEYS.keys().stream().map(it -> "log " + it + "\n").collect(Collectors.joining());
  }

  static String witnessLines() {
    return "witness w1 " + WITNESS.vkey() + "\nquorum w1\n";
  }

  /** Publishes the log as it is, at a time. */
  void publish(Instant at) {
    store.setTime(at);
    log.putInto(store);
    put(LogPaths.CHECKPOINT, KEYS.sign(log.checkpoint()).bytes());
    put(
        LogPaths.VKEYS,
        KEYS.keys().stream()
            .map(it -> it + "\n")
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8));
  }

  /** Stores the cosigned checkpoint of the log as it is. */
  void cosign(Instant at) {
    store.setTime(at);
    put(LogPaths.cosigned(log.checkpoint()), cosigned(log.checkpoint()).bytes());
  }

  static SignedNote cosigned(Checkpoint checkpoint) {
    SignedNote note = KEYS.sign(checkpoint);
    return note.with(List.of(WITNESS.sign(note.text(), SampleLog.START.getEpochSecond())));
  }

  void put(String key, byte[] content) {
    var unused = store.put(key, content);
  }

  /** Returns settings with a policy, and a file of keys when there is one in the folder. */
  RecordLogSettings settings(@Nullable String policy) throws IOException {
    Path file = policy == null ? null : Files.writeString(folder.resolve("policy"), policy);
    return new RecordLogSettings(
        true,
        SampleLog.ORIGIN,
        folder.resolve("record-log.keys"),
        file,
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofHours(1),
        null,
        Duration.ofHours(1),
        Duration.ofMinutes(1),
        Duration.ofDays(1),
        Duration.ofDays(1));
  }
}
