package dev.waybill.aws;

/**
 * Location of Waybill's own objects below the results of queries.
 *
 * @param bucket name of the bucket
 * @param prefix prefix of the keys; ends with a slash
 */
record ResultsLocation(String bucket, String prefix) {
  /**
   * Returns the location of one kind of objects.
   *
   * @param results {@code s3://bucket/prefix/}
   * @param kind name of the location below {@code waybill/}
   */
  static ResultsLocation of(String results, String kind) {
    String path = results.substring("s3://".length());
    int slash = path.indexOf('/');
    return new ResultsLocation(
        path.substring(0, slash), path.substring(slash + 1) + "waybill/" + kind + "/");
  }

  /** Returns the URI of an object, for messages. */
  String uri(String key) {
    return "s3://" + bucket + "/" + key;
  }
}
