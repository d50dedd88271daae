package dev.waybill.claims;

import java.util.List;

/** Listener to the writer of claims, for metrics and alerts. Its methods must not block. */
public interface ClaimsListener {
  /** Returns a listener that passes each event on to several. */
  static ClaimsListener of(List<ClaimsListener> listeners) {
    List<ClaimsListener> all = List.copyOf(listeners);
    return new ClaimsListener() {
      @Override
      public void fileWritten(int claims) {
        all.forEach(it -> it.fileWritten(claims));
      }

      @Override
      public void fileFailed() {
        all.forEach(ClaimsListener::fileFailed);
      }

      @Override
      public void claimDropped() {
        all.forEach(ClaimsListener::claimDropped);
      }
    };
  }

  /** Reports a file that was written. */
  default void fileWritten(int claims) {}

  /** Reports a failed attempt to write a file. */
  default void fileFailed() {}

  /** Reports a claim that was dropped because too many wait. */
  default void claimDropped() {}
}
