package dev.waybill.reconcile.place;

/**
 * Key of an object as a place and a side of it. An object below the incoming prefix and its copy
 * below the processed prefix have the same place; every other key is a place of its own. Keys of
 * several scopes with the same rest share a place, which changes no verdict.
 *
 * @param isShared true for a place with several sides
 * @param name key without its prefix, or the whole key
 * @param side prefix of the key; empty for a place of its own
 */
record PlaceKey(boolean isShared, String name, String side) {
  /** Returns the key. */
  String key() {
    return side + name;
  }

  boolean isSamePlace(PlaceKey other) {
    return isShared == other.isShared && name.equals(other.name);
  }
}
