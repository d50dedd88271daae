package dev.waybill.log;

import dev.waybill.log.LogStore.ListedVersion;
import dev.waybill.record.LoggedStatement;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.util.Optional;
import java.util.stream.Stream;

/** Entry of the log for a signed statement that is no record of an object. */
public final class StatementEntry {
  private StatementEntry() {}

  /**
   * Returns the entry of a statement as the store holds it. Its version is the oldest one with
   * these bytes.
   *
   * @param bucket the provenance bucket
   * @param bytes the bytes of the statement's object
   * @return empty when the store has no version with these bytes
   */
  public static Optional<LogEntry> of(
      LogStore store, String bucket, LoggedStatement statement, byte[] bytes) {
    String key = statement.key();
    Sha256 digest = Sha256.hash(bytes);
    try (Stream<ListedVersion> versions = store.versions(key)) {
      return versions
          .filter(it -> it.key().equals(key) && !it.isDeleteMarker() && it.size() == bytes.length)
          .filter(it -> isOf(store, it, digest))
          .reduce((newer, older) -> older)
          .map(
              it ->
                  new LogEntry(
                      statement.kind(),
                      key,
                      digest,
                      new ObjectVersion(bucket, key, it.versionId()),
                      bytes.length,
                      eTag(it),
                      digest,
                      null,
                      statement.at()));
    }
  }

  private static boolean isOf(LogStore store, ListedVersion version, Sha256 digest) {
    return store
        .find(version.key(), version.versionId())
        .filter(it -> Sha256.hash(it.content()).equals(digest))
        .isPresent();
  }

  private static String eTag(ListedVersion version) {
    return String.valueOf(version.eTag()).replace("\"", "");
  }
}
