package dev.waybill.audit.logfile;

import java.time.Instant;

/**
 * Evidence that log files are as CloudTrail wrote them, from the last verification of its digests.
 */
public interface LogEvidence {
  /** Evidence of a service that verifies no digests. */
  LogEvidence NONE =
      new LogEvidence() {
        @Override
        public void recall() {
          // Nothing is stored.
        }

        @Override
        public String events(Instant first, Instant last) {
          return NOT_VERIFIED;
        }

        @Override
        public String file(String uri, Instant delivered) {
          return NOT_VERIFIED;
        }
      };

  /** Text about log files whose digest was not verified. */
  String NOT_VERIFIED = "not verified yet";

  /** Reads the result of the last verification; never throws. */
  void recall();

  /** Returns {@code verified}, {@code not verified yet}, or {@code broken} with the reason. */
  String events(Instant first, Instant last);

  /** Returns what the digests say about one file, in the same words. */
  String file(String uri, Instant delivered);
}
