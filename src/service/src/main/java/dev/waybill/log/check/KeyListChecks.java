package dev.waybill.log.check;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.StoredObject;
import dev.waybill.record.log.NoteAlgorithm;
import dev.waybill.record.log.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Comparison of the keys that the log publishes with its own keys. A log has keys of two
 * algorithms; a verifier may trust one of them only, and then the keys of the other are not
 * compared.
 */
final class KeyListChecks {
  private static final int MAX_BYTES = 1_000_000;
  private static final Set<NoteAlgorithm> OF_LOGS =
      Set.of(NoteAlgorithm.ED25519, NoteAlgorithm.ML_DSA_44_COSIGNATURE);

  private final LogStore store;
  private final Set<String> keys;
  private final Set<String> names;
  private final Set<NoteAlgorithm> algorithms;

  KeyListChecks(LogStore store, List<VerifierKey> keys) {
    this.store = store;
    this.keys = keys.stream().map(VerifierKey::toString).collect(Collectors.toSet());
    this.names = keys.stream().map(VerifierKey::name).collect(Collectors.toSet());
    this.algorithms = keys.stream().map(VerifierKey::algorithm).collect(Collectors.toSet());
  }

  void check(Consumer<LogDefect> defects) {
    Optional<StoredObject> stored = store.find(LogPaths.VKEYS);
    if (stored.isEmpty()) {
      report("the object does not exist", defects);
      return;
    }
    byte[] content = stored.get().content();
    Set<String> published =
        content.length > MAX_BYTES
            ? Set.of()
            : new String(content, StandardCharsets.UTF_8)
                .lines()
                .filter(it -> !it.isBlank())
                .collect(Collectors.toCollection(TreeSet::new));
    long missing = keys.stream().filter(it -> !published.contains(it)).count();
    long foreign = published.stream().filter(it -> !keys.contains(it) && !isLeftOut(it)).count();
    if (missing > 0 || foreign > 0) {
      report("missing keys of the log: " + missing + ", foreign keys: " + foreign, defects);
    }
  }

  /** Returns true for a key of the log's other algorithm. The line is untrusted input. */
  private boolean isLeftOut(String line) {
    try {
      VerifierKey key = VerifierKey.parse(line);
      return names.contains(key.name())
          && OF_LOGS.contains(key.algorithm())
          && !algorithms.contains(key.algorithm());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void report(String detail, Consumer<LogDefect> defects) {
    defects.accept(new LogDefect(LogDefectKind.VKEYS_CHANGED, LogPaths.VKEYS, detail));
  }
}
