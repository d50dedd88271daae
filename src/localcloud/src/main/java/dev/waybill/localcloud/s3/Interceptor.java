package dev.waybill.localcloud.s3;

import java.io.InputStream;

/** Interceptor that lets tests delay, fail or corrupt operations. */
public interface Interceptor {
  /** Interceptor without effect. */
  Interceptor NONE = new Interceptor() {};

  /** Runs before an operation; may wait or throw a StoreException. */
  default void before(String operation, String bucket, String key) {}

  /** Returns the bytes that a read sends or that a copy digests, possibly changed. */
  default InputStream body(String operation, String bucket, String key, InputStream body) {
    return body;
  }
}
