package dev.waybill.localcloud.store;

import java.time.Clock;

/** What all buckets of a store share. */
record StoreParts(Clock clock, Sequence sequence, Outbox outbox) {}
