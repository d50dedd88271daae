package dev.waybill.bench.stand;

/**
 * One call about an object, seen at the server, which tells it as a line.
 *
 * @param begun when it arrived, by the server's {@link System#nanoTime}
 * @param ended when it was answered
 */
public record Mark(
    long begun, long ended, int status, String operation, String bucket, String key) {
  public static Mark parse(String line) {
    String[] field = line.split("\t", -1);
    return new Mark(
        Long.parseLong(field[0]),
        Long.parseLong(field[1]),
        Integer.parseInt(field[2]),
        field[3],
        field[4],
        field[5]);
  }

  String line() {
    return String.join("\t", "" + begun, "" + ended, "" + status, operation, bucket, key);
  }

  /** Returns true when the call left an object. */
  public boolean wrote() {
    boolean write =
        operation.equals("PutObject")
            || operation.equals("CopyObject")
            || operation.equals("CompleteMultipartUpload");
    return write && status < 300;
  }

  public boolean wrote(String to) {
    return wrote() && bucket.equals(to);
  }
}
