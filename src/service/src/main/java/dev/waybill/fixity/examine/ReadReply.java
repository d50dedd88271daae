package dev.waybill.fixity.examine;

import java.io.InputStream;

/** Reply of S3 to a request to read an object. */
public sealed interface ReadReply {
  /**
   * Object with its bytes.
   *
   * @param state the headers
   * @param body the bytes; ends without an exception where the connection ends the body, even when
   *     that is before the stated size
   */
  record Found(ObjectState state, InputStream body) implements ReadReply {}

  /** No object, or a delete marker. */
  record Absent() implements ReadReply {}

  /** Another object than the one that was asked for, in the same place. */
  record Changed() implements ReadReply {}

  /** Version that has no byte at the begin of the range any more, as S3 states. */
  record Ended() implements ReadReply {}

  /** Object in a storage class whose bytes cannot be read before a restore. */
  record Archived() implements ReadReply {}
}
