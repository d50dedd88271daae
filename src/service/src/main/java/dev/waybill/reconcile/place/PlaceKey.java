package dev.waybill.reconcile.place;

/**
 * Key of an object as a place and a side of it. An object below the incoming prefix and its copy
 * below the processed prefix have the same place; every other key is a place of its own.
 *
 * @param isShared true for a place with both sides
 * @param name key without its prefix, or the whole key
 * @param side prefix of the key; empty for a place of its own
 */
record PlaceKey(boolean isShared, String name, String side) {
  static PlaceKey of(String key, String incoming, String processed) {
    if (key.startsWith(incoming)) {
      return new PlaceKey(true, key.substring(incoming.length()), incoming);
    }
    return key.startsWith(processed)
        ? new PlaceKey(true, key.substring(processed.length()), processed)
        : new PlaceKey(false, key, "");
  }

  /** Returns the key. */
  String key() {
    return side + name;
  }

  boolean isSamePlace(PlaceKey other) {
    return isShared == other.isShared && name.equals(other.name);
  }
}
