package dev.waybill.log.check;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.ListedVersion;
import dev.waybill.record.log.TileAddress;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Search for full tiles and bundles that were written twice or deleted, although their bytes may be
 * right again. They are written once on the condition that they do not exist, so each has exactly
 * one version. Partial tiles are removed by the service itself.
 */
final class TileVersionChecks {
  /** Number of tiles whose paths differ in the last three digits only. */
  private static final int GROUP = 1000;

  private static final int DIGITS = 10;

  private final LogStore store;

  TileVersionChecks(LogStore store) {
    this.store = store;
  }

  /**
   * Lists the groups of tiles, at every level, that begin in a range of bundles: each group is
   * listed once in a pass through the whole log.
   *
   * @param size number of entries of the log
   * @param from index of the first bundle
   * @param to index after the last bundle
   */
  void check(long size, long from, long to, Consumer<LogDefect> defects) {
    checkLevel(TileAddress.ENTRIES, from, to, defects);
    long width = GROUP;
    long tiles = size / TileAddress.FULL;
    for (int level = 0; tiles > 0; level++, tiles /= TileAddress.FULL) {
      checkGroups(level, width, from, to, defects);
      if (width > Long.MAX_VALUE / TileAddress.FULL) {
        return;
      }
      width *= TileAddress.FULL;
    }
  }

  private void checkLevel(int level, long from, long to, Consumer<LogDefect> defects) {
    checkGroups(level, GROUP, from, to, defects);
  }

  /**
   * @param width number of bundles below a group of this level
   */
  private void checkGroups(int level, long width, long from, long to, Consumer<LogDefect> defects) {
    long group = (from + width - 1) / width;
    for (; group * width < to; group++) {
      String path = LogPaths.of(new TileAddress(level, group * GROUP, TileAddress.FULL));
      String prefix = path.substring(0, path.length() - "000".length());
      for (int digit = 0; digit < DIGITS; digit++) {
        check(prefix + digit, defects);
      }
    }
  }

  /** Lists the versions of the tiles below a prefix. */
  void check(String prefix, Consumer<LogDefect> defects) {
    String last = "";
    try (Stream<ListedVersion> versions = store.versions(prefix)) {
      for (ListedVersion version : (Iterable<ListedVersion>) versions::iterator) {
        String key = version.key();
        if (isFull(key)) {
          if (version.isDeleteMarker()) {
            report(key, "a delete marker of " + version.lastModified(), defects);
          } else if (key.equals(last)) {
            report(key, "more than one version, one of " + version.lastModified(), defects);
          }
        }
        last = version.isDeleteMarker() ? last : key;
      }
    }
  }

  private static boolean isFull(String key) {
    Optional<TileAddress> address =
        key.startsWith(LogPaths.PREFIX)
            ? TileAddress.ofPath(key.substring(LogPaths.PREFIX.length()))
            : Optional.empty();
    return address.filter(it -> !it.isPartial()).isPresent();
  }

  private static void report(String key, String detail, Consumer<LogDefect> defects) {
    defects.accept(new LogDefect(LogDefectKind.TILE_OVERWRITTEN, key, "it has " + detail));
  }
}
