package dev.waybill.fixity.shape;

/** Thrown when the disk has too little space for the temporary files of a glance. */
public final class SpillSpaceException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final long MIB = 1024 * 1024;

  SpillSpaceException(long needed, long reserve, long free) {
    super(
        "the temporary folder needs "
            + mebibytes(needed)
            + " MiB and "
            + mebibytes(reserve)
            + " MiB in reserve, and has "
            + free / MIB
            + " MiB free; free some space or set another folder");
  }

  private static long mebibytes(long bytes) {
    return (bytes + MIB - 1) / MIB;
  }
}
