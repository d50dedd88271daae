package dev.waybill.localcloud.store;

import java.time.Clock;

/** Clock, sequence and outbox that all buckets of a store share. */
record StoreContext(Clock clock, Sequence sequence, Outbox outbox) {}
