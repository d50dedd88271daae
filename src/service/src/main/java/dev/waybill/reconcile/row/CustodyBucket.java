package dev.waybill.reconcile.row;

/** The two buckets whose objects and events are reconciled. */
public enum CustodyBucket {
  /** The bucket that objects arrive in and are promoted in. */
  RAW,
  /** The bucket of the records. */
  PROVENANCE
}
