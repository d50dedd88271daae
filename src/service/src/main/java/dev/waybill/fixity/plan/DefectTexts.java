package dev.waybill.fixity.plan;

import dev.waybill.fixity.FixityCondition;

/** Titles and fixes of the findings about defects of sealed versions. */
final class DefectTexts {
  private static final String VERSIONS =
      "treat it as an incident: compare the version with its record (waybill verify), and find the"
          + " principal of the change in CloudTrail; Object Lock keeps former versions, and the"
          + " record states the SHA-256 of the genuine bytes";

  private DefectTexts() {}

  /** Returns a few words for people. */
  static String title(FixityCondition condition) {
    return switch (condition) {
      case ALTERED -> "The bytes of a sealed object were altered";
      case TRUNCATED -> "A sealed object has lost bytes";
      case GONE -> "A sealed object is gone";
      case HIDDEN -> "A delete marker hides a sealed object";
      case REPLACED -> "Another object is in the place of a sealed one";
      case SHADOWED -> "An object that was never sealed hides a sealed one";
      case ROLLED_BACK -> "An older version hides a sealed object";
      case REENCRYPTED -> "The encryption of a sealed object was changed";
      case RETENTION_WEAKENED -> "The retention of a sealed object was weakened";
      case RECORD_GONE -> "The record of a sealed object is gone";
      case RECORD_ALTERED -> "The record of a sealed object was altered";
      case RECORD_RESIGNED -> "The record of a sealed object was signed again";
      case CHUNKS_GONE -> "The list of a sealed object's chunks is gone";
      case CHUNKS_ALTERED -> "The list of a sealed object's chunks was altered";
      case EXTRA -> "An object has no record";
      case INTACT, IN_FLIGHT, ARCHIVED, UNREADABLE -> throw noDefect(condition);
    };
  }

  /** Returns what an operator does. */
  static String fix(FixityCondition condition) {
    return switch (condition) {
      case ALTERED, TRUNCATED, GONE, REPLACED -> VERSIONS;
      case HIDDEN ->
          "find the principal of the delete in CloudTrail; removing the delete marker shows the"
              + " object again";
      case SHADOWED, ROLLED_BACK ->
          "find the principal of the put in CloudTrail; removing the version above the sealed one"
              + " shows it again";
      case REENCRYPTED ->
          "find the principal of the change in CloudTrail, and check that the key of the object"
              + " is one of yours: whoever controls the key controls the object";
      case RETENTION_WEAKENED ->
          "find the principal of the change in CloudTrail, and set the retention again before the"
              + " object can be deleted";
      case RECORD_GONE, RECORD_ALTERED ->
          "treat it as an incident: find the principal of the write or delete in CloudTrail; the"
              + " log states the SHA-256 of the record, and Object Lock keeps its former version";
      case RECORD_RESIGNED ->
          "find out who used a trusted key outside of the service; the log states the SHA-256 of"
              + " the record that was sealed";
      case CHUNKS_GONE, CHUNKS_ALTERED ->
          "find the principal of the write or delete below chunks/ in CloudTrail; Object Lock keeps"
              + " the former version of the list; until it is back, the object is read as one"
              + " stream";
      case EXTRA -> "find the principal of the put in CloudTrail, and have the object sealed";
      case INTACT, IN_FLIGHT, ARCHIVED, UNREADABLE -> throw noDefect(condition);
    };
  }

  private static IllegalArgumentException noDefect(FixityCondition condition) {
    return new IllegalArgumentException(condition.label() + " is no defect");
  }
}
