package dev.waybill.fixity.examine;

/** Relations of a version of a key to the one that is looked for. */
enum VersionRelation {
  /** It has the sealed bytes. */
  OURS,
  /** A version that was sealed later, or at a time that cannot be compared. */
  NEWER,
  /** Versions with the same bytes were sealed earlier and later. */
  EITHER,
  /** A version that was sealed, and is older. */
  OLDER,
  /** No record of the key states its bytes. */
  UNSEALED
}
