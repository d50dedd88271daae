package dev.waybill.localcloud.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pages through an index, skipping what a common prefix rolls up. */
final class Listing {
  private final Index index;
  private final String prefix;
  private final @Nullable String delimiter;
  private final int max;
  private final List<String> prefixes = new ArrayList<>();

  private Listing(Index index, String prefix, @Nullable String delimiter, int max) {
    this.index = index;
    this.prefix = prefix;
    this.delimiter = delimiter == null || delimiter.isEmpty() ? null : delimiter;
    this.max = max;
  }

  static ObjectPage objects(Index index, ObjectQuery query) {
    return new Listing(index, query.prefix(), query.delimiter(), query.max())
        .objects(query.after());
  }

  static VersionPage versions(Index index, VersionQuery query) {
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
      String common = common(key);
      last = common == null ? key : common;
      if (common == null) {
        objects.add(newest);
        entry = index.all().higherEntry(key);
      } else {
        prefixes.add(common);
        entry = past(common);
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
      String common = common(key);
      if (common != null) {
        if (found.size() + prefixes.size() >= max) {
          return new VersionPage(found, prefixes, max > 0, lastKey, lastId);
        }
        prefixes.add(common);
        lastKey = common;
        lastId = null;
        entry = past(common);
        continue;
      }
      for (ListedVersion version : listed(entry.getValue(), key, query)) {
        if (found.size() + prefixes.size() >= max) {
          return new VersionPage(found, prefixes, max > 0, lastKey, lastId);
        }
        found.add(version);
        lastKey = key;
        lastId = version.version().versionId();
      }
      entry = index.all().higherEntry(key);
    }
    return new VersionPage(found, prefixes, false, null, null);
  }

  /** The versions of a key that this page has yet to show. */
  private static List<ListedVersion> listed(
      List<StoredVersion> versions, String key, VersionQuery query) {
    List<ListedVersion> listed = new ArrayList<>();
    // A marker that was deleted since hides nothing: whoever empties a bucket deletes each page.
    boolean shown =
        key.equals(query.keyMarker())
            && versions.stream().anyMatch(one -> one.versionId().equals(query.versionIdMarker()));
    for (int i = 0; i < versions.size(); i++) {
      if (!shown) {
        listed.add(new ListedVersion(versions.get(i), i == 0));
      } else if (versions.get(i).versionId().equals(query.versionIdMarker())) {
        shown = false;
      }
    }
    return listed;
  }

  private Map.@Nullable Entry<String, List<StoredVersion>> start(VersionQuery query) {
    boolean midKey = query.versionIdMarker() != null && !query.keyMarker().isEmpty();
    return midKey && KeyOrder.UTF_8.compare(query.keyMarker(), prefix) >= 0
        ? index.all().ceilingEntry(query.keyMarker())
        : first(query.keyMarker());
  }

  /** The first entry that is behind the last page and has the prefix, if any has. */
  private Map.@Nullable Entry<String, List<StoredVersion>> first(String after) {
    if (after.isEmpty() || KeyOrder.UTF_8.compare(after, prefix) < 0) {
      return index.all().ceilingEntry(prefix);
    }
    boolean rolledUp = after.equals(common(after));
    return rolledUp ? past(after) : index.all().higherEntry(after);
  }

  private @Nullable String common(String key) {
    if (delimiter == null || !key.startsWith(prefix)) {
      return null;
    }
    int at = key.indexOf(delimiter, prefix.length());
    return at < 0 ? null : key.substring(0, at + delimiter.length());
  }

  /** The first entry behind all keys that begin with {@code common}. */
  private Map.@Nullable Entry<String, List<StoredVersion>> past(String common) {
    // The greatest code point: no key that begins with the prefix sorts behind it but itself.
    Map.Entry<String, List<StoredVersion>> entry =
        index.all().ceilingEntry(common + Character.toString(Character.MAX_CODE_POINT));
    while (entry != null && entry.getKey().startsWith(common)) {
      entry = index.all().higherEntry(entry.getKey());
    }
    return entry;
  }
}
