package dev.waybill.record.offline;

import java.io.IOException;

/** File that is of another kind than the user says, so that nothing was verified. */
public final class WrongFileException extends IOException {
  private static final long serialVersionUID = 1L;

  WrongFileException(String message) {
    super(message);
  }
}
