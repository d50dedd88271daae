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

/** Settings of a bucket in a small file that is replaced atomically. */
final class BucketConfig {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private volatile Map<String, String> values;

  private BucketConfig(Path file, Map<String, String> values) {
    this.file = file;
    this.values = Map.copyOf(values);
  }

  /**
   * Opens the settings of a bucket, or creates them.
   *
   * @param initial the settings of a new bucket, written at once
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

  /** Stores all of the values or none. */
  synchronized void put(Map<String, String> added) {
    Map<String, String> changed = new HashMap<>(values);
    changed.putAll(added);
    save(changed);
  }

  synchronized void remove(String name) {
    Map<String, String> changed = new HashMap<>(values);
    changed.remove(name);
    save(changed);
  }

  /** Makes the values visible only after they are durable. */
  private void save(Map<String, String> changed) {
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
