package dev.waybill.localcloud.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Durable, versioned object store. Changes survive the end of the process when a method returns. A
 * power failure may lose the most recent changes, because nothing is forced to disk.
 */
public final class ObjectStore implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

  private final Path buckets;
  private final StoreContext context;
  private final OrphanedEvents orphans;
  private final ConcurrentNavigableMap<String, Bucket> open = new ConcurrentSkipListMap<>();

  private ObjectStore(Path root, Clock clock) throws IOException {
    this.buckets = Files.createDirectories(root.resolve("buckets"));
    this.context =
        new StoreContext(clock, new Sequence(clock), new Outbox(root.resolve("acknowledged")));
    this.orphans = OrphanedEvents.open(root.resolve("orphaned-events"), context);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(buckets)) {
      for (Path folder : folders) {
        String name = folder.getFileName().toString();
        if (NAME.matcher(name).matches()) {
          open.put(name, Bucket.open(name, folder, context));
        } else {
          // The deletion of this bucket was interrupted.
          deleteRecursively(folder);
        }
      }
    }
    context.outbox().trim();
  }

  /**
   * Opens a store, or creates an empty one.
   *
   * @throws UncheckedIOException when the files cannot be read or are damaged
   */
  public static ObjectStore open(Path root, Clock clock) {
    try {
      return new ObjectStore(root, clock);
    } catch (IOException e) {
      throw new UncheckedIOException("the object store in " + root + " could not be opened", e);
    }
  }

  public synchronized Bucket createBucket(String name, boolean objectLock) {
    boolean valid =
        NAME.matcher(name).matches() && !name.contains("..") && !ADDRESS.matcher(name).matches();
    if (!valid) {
      throw new StoreException(S3ErrorCode.INVALID_BUCKET_NAME);
    }
    if (open.containsKey(name)) {
      throw new StoreException(S3ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU);
    }
    try {
      Path folder = buckets.resolve(name);
      Bucket bucket =
          objectLock
              ? Bucket.withObjectLock(name, folder, context)
              : Bucket.open(name, folder, context);
      open.put(name, bucket);
      return bucket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Bucket bucket(String name) {
    Bucket bucket = open.get(name);
    if (bucket == null) {
      throw new StoreException(S3ErrorCode.NO_SUCH_BUCKET);
    }
    return bucket;
  }

  /** Returns the buckets in the order of their names. */
  public List<Bucket> buckets() {
    return List.copyOf(open.values());
  }

  /** Deletes an empty bucket; its undelivered events are still delivered. */
  public synchronized void deleteBucket(String name) {
    Bucket bucket = bucket(name);
    try {
      if (!bucket.writer().closeIfEmpty()) {
        throw new StoreException(S3ErrorCode.BUCKET_NOT_EMPTY);
      }
      orphans.copyPending(name);
      open.remove(name);
      // This is not a valid bucket name, so the next start continues an interrupted deletion.
      Path deleted = buckets.resolve("~" + name + "~" + System.nanoTime());
      Files.move(buckets.resolve(name), deleted);
      deleteRecursively(deleted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteRecursively(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  public Outbox outbox() {
    return context.outbox();
  }

  @Override
  public void close() {
    try {
      for (Bucket bucket : open.values()) {
        bucket.close();
      }
      orphans.close();
      context.outbox().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
