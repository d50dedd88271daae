package dev.waybill.status;

/**
 * Source of a part of the status page. A read must cost the same whatever the number of objects.
 *
 * @param <T> the part
 */
@FunctionalInterface
public interface StatusSource<T> {
  /**
   * Reads the part.
   *
   * @throws NotKnownException with the reason for readers
   * @throws Exception when the source fails; only the kind of the failure is shown
   */
  T read() throws Exception;

  /** Returns a source that is never known. */
  static <T> StatusSource<T> none(String reason) {
    return () -> {
      throw new NotKnownException(reason);
    };
  }
}
