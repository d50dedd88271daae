package dev.waybill.localcloud.store;

import java.io.IOException;

/** Content that the data folder no longer has, although a version refers to it. */
public final class LostContentException extends IOException {
  private static final long serialVersionUID = 1L;

  LostContentException(String message) {
    super(message);
  }
}
