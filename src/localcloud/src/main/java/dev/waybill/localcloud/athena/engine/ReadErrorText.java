package dev.waybill.localcloud.athena.engine;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.EOFException;
import java.io.IOException;

/** Descriptions of read errors that do not contain the file's content. */
final class ReadErrorText {
  private ReadErrorText() {}

  /** Returns the description of an error. */
  static String of(IOException e) {
    if (e instanceof JsonProcessingException json) {
      JsonLocation at = json.getLocation();
      return at == null
          ? "is not valid JSON"
          : "is not valid JSON at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
    return e instanceof EOFException ? "is incomplete" : "cannot be read: " + e.getMessage();
  }
}
