package dev.waybill.audit.logfile;

/** Defect of a log file, or of a record in it. */
public enum LogFault {
  DENIED("S3 denies reading it"),
  TOO_LARGE("it is larger than a log file can be"),
  EMPTY("it holds nothing"),
  UNUSUAL_NAME("its name is not one that CloudTrail gives"),
  NOT_GZIP("it is named .gz and is not gzip"),
  GZIP_INCOMPLETE("its gzip ends too early"),
  GZIP_DAMAGED("its gzip is damaged"),
  TRAILING_BYTES("bytes follow its gzip"),
  NOT_UTF8("it is not UTF-8"),
  INCOMPLETE("its JSON ends too early"),
  NOT_JSON("it is not valid JSON"),
  NO_RECORDS("a document in it has no Records"),
  RECORDS_SPELLED_OTHERWISE("Records is spelled in another way"),
  RECORDS_NOT_ARRAY("Records is not an array"),
  SEVERAL_DOCUMENTS("it holds more than one document"),
  NOT_A_RECORD("an element of Records is not an object"),
  TOO_DEEP("a record is nested too deeply"),
  FIELD_TWICE("a record has a field twice"),
  FIELD_OF_WRONG_TYPE("a field of a record has the wrong type"),
  EVENT_TIME_UNUSUAL("an eventTime is not written as CloudTrail writes it"),
  EVENT_TIME_MISSING("a record has no eventTime"),
  EMPTY_ERROR_CODE("an errorCode is empty");

  private final String text;

  LogFault(String text) {
    this.text = text;
  }

  /** Returns the description, a clause about the file. */
  public String text() {
    return text;
  }
}
