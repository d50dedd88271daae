package dev.waybill.local;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Explanation of a local cloud that cannot start. */
final class StartFailure {
  private StartFailure() {}

  /**
   * Returns the reason and the fix.
   *
   * @param failure an {@code IOException}, or a failure with one among its causes
   */
  static String explain(Exception failure, Path data) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof FileSystemException file) {
        return "the data folder "
            + data
            + " cannot be used: "
            + reason(file)
            + " for "
            + file.getFile()
            + "; let this user write there, or choose another with --data";
      }
    }
    return failure.getMessage()
        + "; stop the process that uses it, or choose another with --port and --data";
  }

  private static String reason(FileSystemException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "a file is in the place";
    }
    return failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
  }
}
