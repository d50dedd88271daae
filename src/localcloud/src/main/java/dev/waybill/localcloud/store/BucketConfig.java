package dev.waybill.localcloud.store;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A bucket's settings: a small file that is replaced as a whole. */
final class BucketConfig {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private volatile Map<String, String> values;

  private BucketConfig(Path file, Map<String, String> values) {
    this.file = file;
    this.values = Map.copyOf(values);
  }

  /**
   * Opens a bucket's settings, or begins them.
   *
   * @param initial what a new bucket begins with, in one write
   */
  static BucketConfig open(Path folder, Clock clock, Map<String, String> initial)
      throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("bucket.json");
    if (Files.exists(file)) {
      return new BucketConfig(
          file, JSON.readValue(file.toFile(), new TypeReference<Map<String, String>>() {}));
    }
    BucketConfig config = new BucketConfig(file, initial);
    config.put("created", clock.instant().toString());
    return config;
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  void put(String name, String value) {
    put(Map.of(name, value));
  }

  /** All of them or none. */
  synchronized void put(Map<String, String> some) {
    Map<String, String> changed = new HashMap<>(values);
    changed.putAll(some);
    keep(changed);
  }

  synchronized void remove(String name) {
    Map<String, String> changed = new HashMap<>(values);
    changed.remove(name);
    keep(changed);
  }

  /** Nobody is told of what is not kept. */
  private void keep(Map<String, String> changed) {
    try {
      Path draft = file.resolveSibling("bucket.json.new");
      try (FileOutputStream out = new FileOutputStream(draft.toFile())) {
        out.write(JSON.writeValueAsBytes(changed));
        out.getFD().sync();
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    values = Map.copyOf(changed);
  }
}
