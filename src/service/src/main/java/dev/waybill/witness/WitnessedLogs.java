package dev.waybill.witness;

import dev.waybill.record.log.NoteAlgorithm;
import dev.waybill.record.log.VerifierKey;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Logs that a witness knows, by their origins. */
public final class WitnessedLogs {
  private static final long MAX_BYTES = 1024 * 1024;
  private static final int MAX_ORIGIN_BYTES = 255;

  /** Keywords of a C2SP tlog-policy whose lines name no log. */
  private static final Set<String> OTHER_KEYWORDS = Set.of("witness", "group", "quorum");

  private final Map<String, WitnessedLog> byOrigin;
  private final Map<String, WitnessedLog> byHash = new LinkedHashMap<>();

  private WitnessedLogs(Map<String, List<VerifierKey>> keys) {
    this.byOrigin = new LinkedHashMap<>();
    keys.forEach((origin, own) -> byOrigin.put(origin, new WitnessedLog(origin, own)));
    byOrigin.values().forEach(log -> byHash.put(log.hash(), log));
  }

  /**
   * Reads the logs of files. Each line of a file is a vkey, or a line of a C2SP tlog-policy, of
   * which only the logs count. Empty lines and lines that begin with # are ignored.
   *
   * @throws IllegalArgumentException with the file, the line and what would be right
   */
  public static WitnessedLogs read(Collection<Path> files) {
    Map<String, List<VerifierKey>> keys = new LinkedHashMap<>();
    for (Path file : files) {
      List<String> lines = content(file).lines().toList();
      for (int at = 0; at < lines.size(); at++) {
        try {
          key(lines.get(at)).ifPresent(it -> add(it, keys));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              file + " line " + (at + 1) + ": no vkey of a log: " + e.getMessage(), e);
        }
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no log is named; write the vkey of each log, one a line");
    }
    return new WitnessedLogs(keys);
  }

  private static String content(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException(file + " is larger than 1 MiB");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is no text in UTF-8", e);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(file + " does not exist", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  private static Optional<VerifierKey> key(String line) {
    String[] words = line.strip().split("[ \\t]+", -1);
    if (words[0].isEmpty() || words[0].startsWith("#") || OTHER_KEYWORDS.contains(words[0])) {
      return Optional.empty();
    }
    boolean isPolicy = words[0].equals("log");
    if (isPolicy ? words.length < 2 : words.length > 1) {
      throw new IllegalArgumentException("the line is \"log\" and a vkey, or a vkey alone");
    }
    VerifierKey key = VerifierKey.parse(isPolicy ? words[1] : words[0]);
    if (key.algorithm() == NoteAlgorithm.ED25519_COSIGNATURE) {
      throw new IllegalArgumentException("the key is that of a witness");
    }
    if (key.name().getBytes(StandardCharsets.UTF_8).length > MAX_ORIGIN_BYTES) {
      throw new IllegalArgumentException("the name is longer than 255 bytes");
    }
    return Optional.of(key);
  }

  private static void add(VerifierKey key, Map<String, List<VerifierKey>> keys) {
    List<VerifierKey> own = keys.computeIfAbsent(key.name(), it -> new ArrayList<>());
    if (!own.contains(key)) {
      own.add(key);
    }
  }

  /** Returns the origins of the logs. */
  public List<String> origins() {
    return List.copyOf(byOrigin.keySet());
  }

  /** Returns true when a state has no checkpoint of these logs. */
  public boolean areUnknownTo(WitnessState state) {
    return all().stream().allMatch(it -> state.find(it.hash()).isEmpty());
  }

  Optional<WitnessedLog> find(String origin) {
    return Optional.ofNullable(byOrigin.get(origin));
  }

  Optional<WitnessedLog> findByHash(String hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  Collection<WitnessedLog> all() {
    return byOrigin.values();
  }
}
