package dev.waybill.bench;

/** One call about an object, seen at the server; times by {@link System#nanoTime}. */
record Mark(long begun, long ended, int status, String operation, String bucket, String key) {
  static Mark parse(String line) {
    String[] field = line.split("\t", -1);
    return new Mark(
        Long.parseLong(field[0]),
        Long.parseLong(field[1]),
        Integer.parseInt(field[2]),
        field[3],
        field[4],
        field[5]);
  }

  boolean wrote(String to) {
    boolean write =
        operation.equals("PutObject")
            || operation.equals("CopyObject")
            || operation.equals("CompleteMultipartUpload");
    return write && status < 300 && bucket.equals(to);
  }
}
