package dev.waybill.drill;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Plan of drills: their object, kinds and times.
 *
 * @param bucket the raw bucket
 * @param prefix prefix of the objects of drills
 * @param kinds kinds that the deployment can make, which follow each other in turn
 * @param every time from the begin of one drill to the next
 * @param within time within which an alteration has to be found
 */
public record DrillPlan(
    String bucket, String prefix, List<DrillKind> kinds, Duration every, Duration within) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BYTES = 4;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  public DrillPlan {
    kinds = List.copyOf(kinds);
  }

  /** Returns the state with the next drill when it is due, and the same state otherwise. */
  DrillState begin(DrillState state, Instant now) {
    if (!state.isDue(now, every)) {
      return state;
    }
    return begin(state, next(state), now);
  }

  /** Returns the kind of the next drill. */
  public DrillKind next(DrillState state) {
    DrillKind last = state.lastKind();
    return kinds.get(last == null ? 0 : (kinds.indexOf(last) + 1) % kinds.size());
  }

  /** Returns the state with a drill of a kind, unless one is under way. */
  public DrillState begin(DrillState state, DrillKind kind, Instant now) {
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    String id = STAMP.format(now) + "-" + HexFormat.of().formatHex(random);
    return state.current() == null
        ? state.with(Drill.begin(id, kind, bucket, prefix, now, within))
        : state;
  }
}
