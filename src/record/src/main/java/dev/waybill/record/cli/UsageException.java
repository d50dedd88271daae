package dev.waybill.record.cli;

/** Wrong usage of the program; the message is one line for a reader. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
