package dev.waybill.why.tell;

/** Plain text of a failure, in one line. */
final class FailureText {
  private static final int MAX_LENGTH = 300;

  private FailureText() {}

  static String of(Throwable failure) {
    String message = failure.getMessage();
    String text =
        message == null || message.isBlank()
            ? failure.getClass().getSimpleName()
            : message.replaceAll("\\s+", " ").strip();
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }
}
