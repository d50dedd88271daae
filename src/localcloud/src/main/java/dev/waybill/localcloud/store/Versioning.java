package dev.waybill.localcloud.store;

/** Versioning state of a bucket. */
public enum Versioning {
  UNVERSIONED,
  ENABLED,
  SUSPENDED
}
