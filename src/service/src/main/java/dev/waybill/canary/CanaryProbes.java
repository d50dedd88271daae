package dev.waybill.canary;

import dev.waybill.record.object.ObjectVersion;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a canary is watched with. Each answer is of now; each may throw what the network throws. */
interface CanaryProbes {
  /** The record of a version, if there is one. */
  Optional<byte[]> record(ObjectVersion version);

  /** Whether the event of a canary's upload is in the log bucket. */
  boolean isLogged(Canary canary, Instant now);

  /** Whether Athena finds that event; null where audits are off, and nobody asks Athena. */
  @Nullable Boolean isQueryable(Canary canary, Instant now);

  /** Why a canary is not sealed in its time. */
  Cause whyUnsealed(Canary canary);

  /** Why a canary's upload is not logged in its time. */
  Cause whyUnlogged(Canary canary);
}
