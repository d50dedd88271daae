package dev.waybill.localcloud.athena.engine;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;

/**
 * Descriptions of read errors in Athena's words. Like Athena's, they name neither the file nor its
 * content.
 */
final class ReadErrorText {
  private ReadErrorText() {}

  /** Returns the description of an error. */
  static String of(IOException e) {
    if (e instanceof JsonProcessingException json) {
      JsonLocation at = json.getLocation();
      return "Row is not a valid JSON Object"
          + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr());
    }
    if (e instanceof EOFException) {
      return "Unexpected end of input stream";
    }
    return e instanceof ZipException ? "incorrect header check" : String.valueOf(e.getMessage());
  }
}
