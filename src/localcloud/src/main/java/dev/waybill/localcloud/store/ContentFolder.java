package dev.waybill.localcloud.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Content files of a bucket. */
final class ContentFolder {
  private static final Logger LOG = LoggerFactory.getLogger(ContentFolder.class);

  /** Maximum time between a reader's lookup of a version and its opening of the files. */
  private static final long GRACE_PERIOD_NANOS = Duration.ofSeconds(10).toNanos();

  private record Retired(List<Segment> segments, long since) {}

  private final Path folder;
  private final OpenFiles openFiles = new OpenFiles();
  private final Queue<Retired> retired = new ConcurrentLinkedQueue<>();

  ContentFolder(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  StagedContent stage() {
    try {
      return StagedContent.fresh(folder, UUID.randomUUID().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Links the files under new names, so that each version deletes only its own files.
   *
   * @throws NoSuchFileException when one of the files is missing; then none is linked
   */
  StagedContent link(List<Segment> segments, ContentFolder from) throws NoSuchFileException {
    List<Segment> linked = new ArrayList<>();
    try {
      for (Segment segment : segments) {
        String file = UUID.randomUUID().toString();
        Files.createLink(folder.resolve(file), from.folder.resolve(segment.file()));
        linked.add(new Segment(file, segment.size()));
      }
      return StagedContent.linked(folder, linked);
    } catch (NoSuchFileException gone) {
      StagedContent.linked(folder, linked).discard();
      throw gone;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the files of the segments, in order. */
  List<ContentFile> files(List<Segment> segments) {
    return segments.stream()
        .map(segment -> new ContentFile(folder.resolve(segment.file()), segment.size()))
        .toList();
  }

  /** Combines content files that exist already. */
  StagedContent assembled(List<Segment> segments) {
    return StagedContent.linked(folder, segments);
  }

  /**
   * Opens a range for reading; a concurrent delete does not affect the returned stream.
   *
   * @throws NoSuchFileException when one of the files is missing
   */
  InputStream read(List<Segment> segments, long offset, long length) throws NoSuchFileException {
    try {
      return SegmentStream.open(openFiles, folder, segments, offset, length);
    } catch (NoSuchFileException gone) {
      throw gone;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Deletes overwritten content after a grace period, so that readers that have just looked up the
   * old version can still open it.
   */
  void retire(List<Segment> segments) {
    long now = System.nanoTime();
    retired.add(new Retired(segments, now));
    for (Retired head = retired.peek();
        head != null && now - head.since() > GRACE_PERIOD_NANOS;
        head = retired.peek()) {
      if (retired.remove(head)) {
        delete(head.segments());
      }
    }
  }

  void delete(List<Segment> segments) {
    for (Segment segment : segments) {
      try {
        openFiles.delete(folder.resolve(segment.file()));
      } catch (IOException e) {
        LOG.debug("deletion of a content file failed, retrying at the next start", e);
      }
    }
  }

  /** Deletes every file that neither a version nor a part refers to. */
  void sweep(Set<String> used) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (!used.contains(file.getFileName().toString())) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
