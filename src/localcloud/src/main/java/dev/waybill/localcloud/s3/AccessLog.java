package dev.waybill.localcloud.s3;

/** Log of calls. A call is recorded once its outcome is known and before its response ends. */
@FunctionalInterface
public interface AccessLog {
  void record(S3Access access);
}
