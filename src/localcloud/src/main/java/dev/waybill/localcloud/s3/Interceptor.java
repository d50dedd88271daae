package dev.waybill.localcloud.s3;

import java.io.InputStream;

/** May get in the way of an operation, for tests of what clients make of it. */
public interface Interceptor {
  /** Gets in nobody's way. */
  Interceptor NONE = new Interceptor() {};

  /** Called before the operation; may wait or throw a StoreException. */
  default void before(String operation, String bucket, String key) {}

  /** May change the bytes that a read sends, or that a copy digests. */
  default InputStream body(String operation, String bucket, String key, InputStream body) {
    return body;
  }
}
