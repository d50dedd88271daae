package dev.waybill.reconcile.verdict;

/** Relations of a version or delete marker to the sealed versions below it, of the same key. */
public enum LayerRelation {
  /** It lies above no sealed version, or a sealed one lies above it again. */
  NONE,
  /** It is a delete marker above a sealed version. */
  HIDES,
  /** It is unsealed and lies above a sealed version. */
  SHADOWS,
  /** It is a copy of a version that was sealed earlier than one below it. */
  ROLLS_BACK
}
