package dev.waybill.bench.fixity;

import dev.waybill.log.LogStore;
import dev.waybill.log.StoredObject;
import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Store of the log in a folder, with one file for each object. For one process. */
final class FolderLogStore implements LogStore {
  private final Path folder;
  private final Clock clock;

  FolderLogStore(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public Optional<StoredObject> find(String key) {
    try {
      byte[] content = Files.readAllBytes(folder.resolve(key));
      return Optional.of(new StoredObject(content, eTag(content), clock.instant()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String eTag(byte[] content) {
    return Sha256.hash(content).hex();
  }

  @Override
  public Optional<StoredObject> find(String key, String versionId) {
    return find(key);
  }

  @Override
  public synchronized boolean create(String key, byte[] content, Keeping keeping) {
    if (Files.exists(folder.resolve(key))) {
      return false;
    }
    write(key, content);
    return true;
  }

  @Override
  public synchronized Optional<String> replace(
      String key, byte[] content, @Nullable String eTag, Keeping keeping) {
    String stored = find(key).map(StoredObject::eTag).orElse(null);
    if (stored == null ? eTag != null : !stored.equals(eTag)) {
      return Optional.empty();
    }
    write(key, content);
    return Optional.of(eTag(content));
  }

  private void write(String key, byte[] content) {
    Path file = folder.resolve(key);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one folder at a time, as S3 lists page by page. */
  @Override
  public Stream<Listed> list(String prefix) {
    Path root = folder.resolve(prefix);
    return Files.isDirectory(root) ? files(root).map(this::listed) : Stream.empty();
  }

  private static Stream<Path> files(Path root) {
    try (Stream<Path> names = Files.list(root)) {
      return names.sorted(Comparator.comparing(FolderLogStore::name)).toList().stream()
          .flatMap(it -> Files.isDirectory(it) ? files(it) : Stream.of(it));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the name in the order of keys. */
  private static String name(Path file) {
    return file.getFileName() + (Files.isDirectory(file) ? "/" : "");
  }

  private Listed listed(Path file) {
    return new Listed(folder.relativize(file).toString(), file.toFile().length(), clock.instant());
  }

  @Override
  public Stream<Listed> list(String prefix, String after) {
    return list(prefix).filter(it -> it.key().compareTo(after) > 0);
  }

  /** Returns the only version of the object with exactly this key. */
  @Override
  public Stream<ListedVersion> versions(String key) {
    return find(key).stream()
        .map(
            it ->
                new ListedVersion(
                    key, "1", true, it.eTag(), it.content().length, it.lastModified()));
  }

  @Override
  public void delete(Collection<String> keys) {
    try {
      for (String key : keys) {
        Files.deleteIfExists(folder.resolve(key));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
