package dev.waybill.bench.stand;

/**
 * One call about an object, seen at the server.
 *
 * @param begun when it arrived, by the server's {@link System#nanoTime}
 * @param ended when it was answered
 */
record Mark(long begun, long ended, int status, String operation, String bucket, String key) {
  String line() {
    return String.join("\t", "" + begun, "" + ended, "" + status, operation, bucket, key);
  }
}
