package dev.waybill.localcloud.store;

/** Decides, when a change is committed, whether its event is kept for delivery. */
@FunctionalInterface
public interface EventInterest {
  boolean wants(ObjectEvent event);
}
