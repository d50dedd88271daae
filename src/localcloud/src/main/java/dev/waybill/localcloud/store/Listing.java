package dev.waybill.localcloud.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Listing that returns one page of an index and skips the keys below a common prefix. */
final class Listing {
  private final KeyVersionIndex index;
  private final String prefix;
  private final @Nullable String delimiter;
  private final int max;
  private final List<String> prefixes = new ArrayList<>();

  private Listing(KeyVersionIndex index, String prefix, @Nullable String delimiter, int max) {
    this.index = index;
    this.prefix = prefix;
    this.delimiter = delimiter == null || delimiter.isEmpty() ? null : delimiter;
    this.max = max;
  }

  static ObjectPage objects(KeyVersionIndex index, ObjectQuery query) {
    return new Listing(index, query.prefix(), query.delimiter(), query.max())
        .objects(query.after());
  }

  static VersionPage versions(KeyVersionIndex index, VersionQuery query) {
    return new Listing(index, query.prefix(), query.delimiter(), query.max()).versions(query);
  }

  private ObjectPage objects(String after) {
    List<StoredVersion> objects = new ArrayList<>();
    String last = null;
    Map.Entry<String, List<StoredVersion>> entry = first(after);
    while (entry != null && entry.getKey().startsWith(prefix)) {
      String key = entry.getKey();
      StoredVersion newest = entry.getValue().get(0);
      if (newest.deleteMarker()) {
        entry = index.all().higherEntry(key);
        continue;
      }
      if (objects.size() + prefixes.size() >= max) {
        return new ObjectPage(objects, prefixes, max > 0, last);
      }
      String common = commonPrefix(key);
      last = common == null ? key : common;
      if (common == null) {
        objects.add(newest);
        entry = index.all().higherEntry(key);
      } else {
        prefixes.add(common);
        entry = firstAfterPrefix(common);
      }
    }
    return new ObjectPage(objects, prefixes, false, null);
  }

  private VersionPage versions(VersionQuery query) {
    List<ListedVersion> found = new ArrayList<>();
    String lastKey = null;
    String lastId = null;
    Map.Entry<String, List<StoredVersion>> entry = start(query);
    while (entry != null && entry.getKey().startsWith(prefix)) {
      String key = entry.getKey();
      String common = commonPrefix(key);
      if (common != null) {
        if (found.size() + prefixes.size() >= max) {
          return new VersionPage(found, prefixes, max > 0, lastKey, lastId);
        }
        prefixes.add(common);
        lastKey = common;
        lastId = null;
        entry = firstAfterPrefix(common);
        continue;
      }
      List<StoredVersion> versions = entry.getValue();
      for (int i = firstUnlisted(versions, key, query); i < versions.size(); i++) {
        if (found.size() + prefixes.size() >= max) {
          return new VersionPage(found, prefixes, max > 0, lastKey, lastId);
        }
        found.add(new ListedVersion(versions.get(i), i == 0));
        lastKey = key;
        lastId = versions.get(i).versionId();
      }
      entry = index.all().higherEntry(key);
    }
    return new VersionPage(found, prefixes, false, null, null);
  }

  /**
   * Returns the position of the first version of a key that previous pages have not listed. Clients
   * that empty a bucket delete each page, so a deleted marker must not hide versions.
   */
  private static int firstUnlisted(List<StoredVersion> versions, String key, VersionQuery query) {
    if (key.equals(query.keyMarker())) {
      for (int i = 0; i < versions.size(); i++) {
        if (versions.get(i).versionId().equals(query.versionIdMarker())) {
          return i + 1;
        }
      }
    }
    return 0;
  }

  private Map.@Nullable Entry<String, List<StoredVersion>> start(VersionQuery query) {
    boolean midKey = query.versionIdMarker() != null && !query.keyMarker().isEmpty();
    return midKey && KeyOrder.UTF_8.compare(query.keyMarker(), prefix) >= 0
        ? index.all().ceilingEntry(query.keyMarker())
        : first(query.keyMarker());
  }

  /**
   * Returns the first entry after the previous page that has the prefix; null when there is none.
   */
  private Map.@Nullable Entry<String, List<StoredVersion>> first(String after) {
    if (after.isEmpty() || KeyOrder.UTF_8.compare(after, prefix) < 0) {
      return index.all().ceilingEntry(prefix);
    }
    boolean rolledUp = after.equals(commonPrefix(after));
    return rolledUp ? firstAfterPrefix(after) : index.all().higherEntry(after);
  }

  private @Nullable String commonPrefix(String key) {
    if (delimiter == null || !key.startsWith(prefix)) {
      return null;
    }
    int at = key.indexOf(delimiter, prefix.length());
    return at < 0 ? null : key.substring(0, at + delimiter.length());
  }

  /** Returns the first entry after all keys that begin with {@code common}. */
  private Map.@Nullable Entry<String, List<StoredVersion>> firstAfterPrefix(String common) {
    // Almost every key with the prefix sorts before the prefix followed by the highest code point.
    Map.Entry<String, List<StoredVersion>> entry =
        index.all().ceilingEntry(common + Character.toString(Character.MAX_CODE_POINT));
    while (entry != null && entry.getKey().startsWith(common)) {
      entry = index.all().higherEntry(entry.getKey());
    }
    return entry;
  }
}
