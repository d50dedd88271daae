package dev.waybill.localcloud.athena.engine;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.EOFException;
import java.io.IOException;

/** Why a file cannot be read, without what it holds. */
final class BrokenFile {
  private BrokenFile() {}

  static String reason(IOException e) {
    if (e instanceof JsonProcessingException json) {
      JsonLocation at = json.getLocation();
      return at == null
          ? "is not valid JSON"
          : "is not valid JSON at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
    return e instanceof EOFException ? "ends too early" : "cannot be read: " + e.getMessage();
  }
}
