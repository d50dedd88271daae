package dev.waybill.fixity.second;

/**
 * Sealed versions that one job covers. All versions of one key are in the same scope, so that every
 * stored version of the key can be explained.
 *
 * @param prefix prefix of the keys at which the versions are; empty for all
 * @param part number of the part, from 1
 * @param parts number of parts into which the keys are divided
 */
public record ReadScope(String prefix, int part, int parts) {
  public ReadScope {
    if (parts < 1 || part < 1 || part > parts) {
      throw new IllegalArgumentException("there is no part " + part + " of " + parts);
    }
  }

  /** Returns true for a key of the scope. */
  boolean has(String key) {
    return key.startsWith(prefix) && Math.floorMod(key.hashCode(), parts) == part - 1;
  }
}
