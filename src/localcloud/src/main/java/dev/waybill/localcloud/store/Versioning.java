package dev.waybill.localcloud.store;

/** A bucket's versioning. */
public enum Versioning {
  UNVERSIONED,
  ENABLED,
  SUSPENDED
}
