package dev.waybill.reconcile.place;

import java.util.List;

/**
 * Prefixes below which keys with the same rest are one place: those under which objects arrive, and
 * those of promoted objects. None lies within another.
 *
 * @param all the prefixes
 */
public record PlacePrefixes(List<String> all) {
  public PlacePrefixes {
    all = List.copyOf(all);
  }

  /** Returns the place of a key. */
  PlaceKey place(String key) {
    for (String prefix : all) {
      if (key.startsWith(prefix)) {
        return new PlaceKey(true, key.substring(prefix.length()), prefix);
      }
    }
    return new PlaceKey(false, key, "");
  }
}
