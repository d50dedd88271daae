package dev.waybill.fixity.second;

/** Scope with more versions than one job covers; the message names the fix. */
public final class TooManyVersionsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyVersionsException(long count, int limit) {
    super(
        count
            + " sealed versions are more than one job covers ("
            + limit
            + "); divide them, beginning with --part 1/"
            + (count / limit + 1) * 2);
  }
}
