package dev.waybill.alert;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is wrong now: it is told when it begins, and not again while it lasts. */
public final class Incidents {
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  /** Whether this is the begin of it. */
  public boolean begins(Finding finding) {
    return open.add(finding.uid());
  }

  /** It is over; whether it had begun. */
  public boolean ends(String uid) {
    return open.remove(uid);
  }
}
