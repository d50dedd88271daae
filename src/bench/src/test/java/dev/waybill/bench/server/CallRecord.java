package dev.waybill.bench.server;

/**
 * Call about an object, as measured at the server. Sent to the benchmark as one line.
 *
 * @param startNanos arrival, by {@link System#nanoTime} of the server
 * @param endNanos time of the response, by the same clock
 */
public record CallRecord(
    long startNanos, long endNanos, int status, String operation, String bucket, String key) {
  public static CallRecord parse(String line) {
    String[] field = line.split("\t", -1);
    return new CallRecord(
        Long.parseLong(field[0]),
        Long.parseLong(field[1]),
        Integer.parseInt(field[2]),
        field[3],
        field[4],
        field[5]);
  }

  String line() {
    return String.join("\t", "" + startNanos, "" + endNanos, "" + status, operation, bucket, key);
  }

  /** Returns true when the call wrote an object. */
  public boolean isWrite() {
    boolean write =
        operation.equals("PutObject")
            || operation.equals("CopyObject")
            || operation.equals("CompleteMultipartUpload");
    return write && status < 300;
  }

  /** Returns true when the call read a promoted object. */
  boolean isReadOfPromoted() {
    return operation.equals("GetObject")
        && status < 300
        && bucket.startsWith("raw-")
        && key.startsWith("processed/");
  }

  /** Returns true when the call wrote a record. */
  public boolean isWriteOfRecord() {
    return isWrite() && key.startsWith("records/");
  }

  public boolean isWriteTo(String target) {
    return isWrite() && bucket.equals(target);
  }
}
