package dev.waybill.localcloud.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Durable, thread-safe map of a service's state by name. The map is a small JSON file that is
 * replaced as a whole. A change is on disk before it is visible.
 *
 * @param <T> the type of the values: a record or a tree that Jackson can write and read
 */
public final class DurableMap<T> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private volatile NavigableMap<String, T> values;

  private DurableMap(Path file, Map<String, T> values) {
    this.file = file;
    this.values = unmodifiableCopy(values);
  }

  /** Opens the map stored in a file. The first change creates the file. */
  public static <T> DurableMap<T> open(Path file, Class<T> type) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    if (!Files.exists(file)) {
      return new DurableMap<>(file, Map.of());
    }
    var map = JSON.getTypeFactory().constructMapType(TreeMap.class, String.class, type);
    Map<String, T> stored = JSON.readValue(file.toFile(), map);
    return new DurableMap<>(file, stored);
  }

  /** Returns the value of a name; null if there is none. */
  public @Nullable T get(String name) {
    return values.get(name);
  }

  /** Returns an unmodifiable view of the current values by name. */
  public NavigableMap<String, T> all() {
    return values;
  }

  /**
   * Changes the map atomically: passes a copy to the function and stores its result. Nothing
   * changes if the function throws.
   */
  public synchronized void change(UnaryOperator<NavigableMap<String, T>> change) {
    NavigableMap<String, T> changed = change.apply(new TreeMap<>(values));
    write(changed);
    values = unmodifiableCopy(changed);
  }

  public void put(String name, T value) {
    change(
        all -> {
          all.put(name, value);
          return all;
        });
  }

  public void remove(String name) {
    change(
        all -> {
          all.remove(name);
          return all;
        });
  }

  private static <T> NavigableMap<String, T> unmodifiableCopy(Map<String, T> values) {
    return Collections.unmodifiableNavigableMap(new TreeMap<>(values));
  }

  private void write(Map<String, T> changed) {
    try {
      Path draft = file.resolveSibling(file.getFileName() + ".new");
      try (FileOutputStream out = new FileOutputStream(draft.toFile())) {
        out.write(JSON.writeValueAsBytes(changed));
        out.getFD().sync();
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
