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

/** The files that hold a bucket's bytes. */
final class ContentFolder {
  private static final Logger LOG = LoggerFactory.getLogger(ContentFolder.class);

  /** How long a reader may take between finding a version and opening its bytes. */
  private static final long GRACE_NANOS = Duration.ofSeconds(10).toNanos();

  private record Retired(List<Segment> segments, long since) {}

  private final Path folder;
  private final HeldFiles held = new HeldFiles();
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

  /** The same bytes under names of our own, so that each owner deletes only its own. */
  StagedContent link(List<Segment> segments, ContentFolder from) {
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
      throw new StoreException(S3ErrorCode.NO_SUCH_KEY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Content that is there already, in several files. */
  StagedContent assembled(List<Segment> segments) {
    return StagedContent.linked(folder, segments);
  }

  /** Reads a range; a delete that comes in between takes nothing from it. */
  InputStream read(List<Segment> segments, long offset, long length) {
    try {
      return SegmentStream.open(held, folder, segments, offset, length);
    } catch (NoSuchFileException gone) {
      throw new StoreException(S3ErrorCode.NO_SUCH_KEY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Deletes what was overwritten, later: whoever found it a moment ago may still open it, since the
   * object was there all the time.
   */
  void retire(List<Segment> segments) {
    long now = System.nanoTime();
    retired.add(new Retired(segments, now));
    for (Retired head = retired.peek();
        head != null && now - head.since() > GRACE_NANOS;
        head = retired.peek()) {
      if (retired.remove(head)) {
        delete(head.segments());
      }
    }
  }

  void delete(List<Segment> segments) {
    for (Segment segment : segments) {
      try {
        held.delete(folder.resolve(segment.file()));
      } catch (IOException left) {
        LOG.debug("content is left to be swept when the store is opened next", left);
      }
    }
  }

  /** Deletes every file that no version and no part refers to. */
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
