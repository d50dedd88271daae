package dev.waybill.localcloud.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that hold a bucket's bytes. */
final class ContentFolder {
  private static final Logger LOG = LoggerFactory.getLogger(ContentFolder.class);

  private final Path folder;

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

  /** Opens every file of the range at once, so that a delete cannot come between two of them. */
  InputStream read(List<Segment> segments, long offset, long length) {
    try {
      return SegmentStream.open(folder, segments, offset, length);
    } catch (NoSuchFileException gone) {
      throw new StoreException(S3ErrorCode.NO_SUCH_KEY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(List<Segment> segments) {
    for (Segment segment : segments) {
      try {
        Files.deleteIfExists(folder.resolve(segment.file()));
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
