package dev.waybill.aws;

/**
 * A folder of our own beside the results of queries.
 *
 * @param bucket of the results
 * @param prefix of the keys in the folder; ends with a slash
 */
record ResultsLocation(String bucket, String prefix) {
  /**
   * @param results {@code s3://bucket/prefix/}
   * @param folder its name, below {@code waybill/}
   */
  static ResultsLocation of(String results, String folder) {
    String place = results.substring("s3://".length());
    int slash = place.indexOf('/');
    return new ResultsLocation(
        place.substring(0, slash), place.substring(slash + 1) + "waybill/" + folder + "/");
  }

  /** Returns the address of an object, for people. */
  String place(String key) {
    return "s3://" + bucket + "/" + key;
  }
}
