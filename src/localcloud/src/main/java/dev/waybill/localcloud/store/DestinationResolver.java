package dev.waybill.localcloud.store;

import java.util.List;

/**
 * Resolver of the destinations of an event. It runs when the change is committed, so later changes
 * of the bucket's configuration do not affect the event.
 */
@FunctionalInterface
public interface DestinationResolver {
  /** Returns the destinations; empty when no rule matches. */
  List<WriteDestination> destinations(String eventName, String bucket, String key);
}
