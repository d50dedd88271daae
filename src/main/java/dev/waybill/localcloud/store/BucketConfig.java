package dev.waybill.localcloud.store;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A bucket's settings: a small file that is replaced as a whole. */
final class BucketConfig {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Map<String, String> values;

  private BucketConfig(Path file, Map<String, String> values) {
    this.file = file;
    this.values = new ConcurrentHashMap<>(values);
  }

  static BucketConfig open(Path folder, Clock clock) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("bucket.json");
    if (Files.exists(file)) {
      return new BucketConfig(
          file, JSON.readValue(file.toFile(), new TypeReference<Map<String, String>>() {}));
    }
    BucketConfig config = new BucketConfig(file, Map.of());
    config.put("created", clock.instant().toString());
    return config;
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  void put(String name, String value) {
    change(name, value);
  }

  void remove(String name) {
    change(name, null);
  }

  private synchronized void change(String name, @Nullable String value) {
    if (value == null) {
      values.remove(name);
    } else {
      values.put(name, value);
    }
    try {
      Path draft = file.resolveSibling("bucket.json.new");
      Files.write(draft, JSON.writeValueAsBytes(values));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
