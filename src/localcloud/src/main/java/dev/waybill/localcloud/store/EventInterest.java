package dev.waybill.localcloud.store;

import java.util.List;

/**
 * Decides, when a change is committed, where its event goes: what becomes of the bucket and its
 * configuration later is of no account.
 */
@FunctionalInterface
public interface EventInterest {
  /** None if nobody wants to hear of it. */
  List<WriteDestination> destinations(String eventName, String bucket, String key);
}
