package dev.waybill.localcloud.store;

import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** Reader of a bucket's content that tells lost content from content of a removed version. */
final class ContentReader {
  private final ContentFolder content;
  private final KeyVersionIndex index;

  ContentReader(ContentFolder content, KeyVersionIndex index) {
    this.content = content;
    this.index = index;
  }

  InputStream read(StoredVersion version, long offset, long length) {
    try {
      return content.read(version.segments(), offset, length);
    } catch (NoSuchFileException missing) {
      throw missing(version);
    }
  }

  /** Opens a part of an upload that is not complete yet. */
  InputStream readPart(List<Segment> segments, long size) {
    try {
      return content.read(segments, 0, size);
    } catch (NoSuchFileException missing) {
      throw new StoreException(S3ErrorCode.INTERNAL_ERROR);
    }
  }

  /** Links the content of a version into another folder. */
  StagedContent linkInto(ContentFolder other, StoredVersion version) {
    try {
      return other.link(version.segments(), content);
    } catch (NoSuchFileException missing) {
      throw missing(version);
    }
  }

  private StoreException missing(StoredVersion version) {
    StoredVersion found = index.find(version.key(), version.versionId());
    boolean present = found != null && found.segments().equals(version.segments());
    return new StoreException(present ? S3ErrorCode.INTERNAL_ERROR : S3ErrorCode.NO_SUCH_KEY);
  }
}
