package dev.waybill.audit.cases;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Store of cases in memory, with conditional writes. */
public final class InMemoryCaseStore implements CaseStore {
  private @Nullable String json;
  private int writes;
  int conflicts;

  /** Returns cases over a store of their own, for the account 111122223333. */
  public static AttackCases cases(Clock clock) {
    return new InMemoryCaseStore().over(clock);
  }

  AttackCases over(Clock clock) {
    return new AttackCases(
        this,
        new CaseIdentities("111122223333", "waybill", List.of()),
        Duration.ofHours(24),
        Duration.ofDays(3),
        clock);
  }

  @Override
  public Optional<Versioned> find() {
    return json == null ? Optional.empty() : Optional.of(new Versioned(json, "v" + writes));
  }

  @Override
  public boolean keep(String next, @Nullable String version) {
    if (conflicts > 0) {
      conflicts--;
      return false;
    }
    if (json == null ? version != null : !("v" + writes).equals(version)) {
      return false;
    }
    json = next;
    writes++;
    return true;
  }

  void put(String next) {
    json = next;
    writes++;
  }
}
