package dev.waybill.localcloud.s3;

/** Hears of every call once it is decided, before its answer ends. */
@FunctionalInterface
public interface AccessLog {
  void record(S3Access access);
}
