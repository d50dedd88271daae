package dev.waybill.localcloud.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * File of the log files of a trail that no digest file names yet, one JSON object a line. Each line
 * begins with a line break, so that a line torn by a crash does not damage the next one.
 */
record DeliveredLogFiles(Path file) {
  private static final ObjectMapper JSON = new ObjectMapper();

  void add(DeliveredLogFile delivered) throws IOException {
    write(file, List.of(delivered), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Returns the log files delivered from {@code start} until before {@code end}, each once. */
  Collection<DeliveredLogFile> between(Instant start, Instant end) throws IOException {
    return matching(
        it -> it.delivered() >= start.toEpochMilli() && it.delivered() < end.toEpochMilli());
  }

  /** Forgets the log files delivered before a time. */
  void removeBefore(Instant time) throws IOException {
    if (Files.exists(file)) {
      Path draft = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(draft);
      write(
          draft,
          matching(it -> it.delivered() >= time.toEpochMilli()),
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  void clear() throws IOException {
    Files.deleteIfExists(file);
  }

  private Collection<DeliveredLogFile> matching(Predicate<DeliveredLogFile> condition)
      throws IOException {
    Map<String, DeliveredLogFile> byKey = new LinkedHashMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        addIfWhole(line, byKey);
      }
    }
    byKey.values().removeIf(condition.negate());
    return byKey.values();
  }

  /** Adds an entry. A delivery whose line is torn is repeated, and its entry added again. */
  private static void addIfWhole(String line, Map<String, DeliveredLogFile> byKey) {
    if (line.isEmpty()) {
      return;
    }
    try {
      DeliveredLogFile entry = JSON.readValue(line, DeliveredLogFile.class);
      byKey.putIfAbsent(entry.s3Object(), entry);
    } catch (JsonProcessingException ignored) {
      // A torn line.
    }
  }

  private static void write(
      Path to, Collection<DeliveredLogFile> entries, StandardOpenOption... options)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    for (DeliveredLogFile entry : entries) {
      lines.append('\n').append(JSON.writeValueAsString(entry));
    }
    Files.writeString(to, lines, StandardCharsets.UTF_8, options);
  }
}
