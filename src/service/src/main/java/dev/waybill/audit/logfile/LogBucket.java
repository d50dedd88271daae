package dev.waybill.audit.logfile;

import java.util.List;
import java.util.Optional;

/** Objects of the log bucket, and copies of readable records. */
public interface LogBucket {
  /** Bytes of an object, or the reason why there are none. */
  sealed interface Bytes {
    /** Bytes of the version that was asked for. */
    final class Read implements Bytes {
      private final byte[] content;

      /**
       * @param content bytes that the caller does not change
       */
      public Read(byte[] content) {
        this.content = content;
      }

      /** Returns the bytes, which the caller does not change. */
      public byte[] content() {
        return content;
      }
    }

    /** S3 denies the read. */
    record Denied() implements Bytes {}

    /** The object is gone, or has another version. */
    record Changed() implements Bytes {}
  }

  /**
   * Lists a partition.
   *
   * @throws RuntimeException when S3 does not answer
   */
  List<LogObject> list(LogPartition partition);

  /**
   * Returns the current version of an object that was listed before; empty when there is none.
   *
   * @throws RuntimeException when S3 does not answer
   */
  Optional<LogObject> find(LogObject listed);

  /**
   * Reads a listed version.
   *
   * @throws RuntimeException when S3 does not answer
   */
  Bytes read(LogObject listed);

  /**
   * Puts a copy of readable records.
   *
   * @param name key below the location of the table of copies
   * @return location of the copy as Athena's column {@code $path} has it
   * @throws RuntimeException when S3 does not store it
   */
  String putCopy(String name, byte[] gzip);
}
