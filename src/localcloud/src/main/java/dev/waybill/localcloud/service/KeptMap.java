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
 * What a service keeps, by name: a small JSON file that is replaced as a whole and is on the disk
 * before a change is seen. Thread-safe.
 *
 * @param <T> a record or a tree that Jackson writes and reads
 */
public final class KeptMap<T> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private volatile NavigableMap<String, T> values;

  private KeptMap(Path file, Map<String, T> values) {
    this.file = file;
    this.values = frozen(values);
  }

  /** Opens what is kept in a file, which is made with the first change. */
  public static <T> KeptMap<T> open(Path file, Class<T> type) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    if (!Files.exists(file)) {
      return new KeptMap<>(file, Map.of());
    }
    var map = JSON.getTypeFactory().constructMapType(TreeMap.class, String.class, type);
    Map<String, T> kept = JSON.readValue(file.toFile(), map);
    return new KeptMap<>(file, kept);
  }

  public @Nullable T get(String name) {
    return values.get(name);
  }

  /** Everything as it is now, by name. */
  public NavigableMap<String, T> all() {
    return values;
  }

  /** Changes everything at once: what the change makes of a copy is kept, unless it throws. */
  public synchronized void change(UnaryOperator<NavigableMap<String, T>> change) {
    NavigableMap<String, T> changed = change.apply(new TreeMap<>(values));
    keep(changed);
    values = frozen(changed);
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

  private static <T> NavigableMap<String, T> frozen(Map<String, T> values) {
    return Collections.unmodifiableNavigableMap(new TreeMap<>(values));
  }

  private void keep(Map<String, T> changed) {
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
