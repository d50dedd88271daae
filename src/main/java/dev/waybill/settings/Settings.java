package dev.waybill.settings;

import java.time.Duration;

/**
 * The whole configuration, valid by construction.
 *
 * @param raw where objects land and go
 * @param provenance where records are sealed
 * @param queue where notifications come from
 * @param promotion how copies are made
 * @param signing the key that signs
 * @param logBucket {@code waybill.log.bucket}: where CloudTrail writes
 * @param kmsKey {@code waybill.kms.key}: key id, ARN or alias that objects must be encrypted under
 * @param requireKms {@code waybill.kms.require}: reject objects that are not encrypted under it
 * @param allowLongLived {@code waybill.identity.allow-long-lived}: emulators only
 * @param managementPort {@code waybill.management.port}; 0 picks a free one
 * @param shutdownTimeout {@code waybill.shutdown.timeout}: how long work in flight may take to end
 */
public record Settings(
    RawSettings raw,
    ProvenanceSettings provenance,
    QueueSettings queue,
    PromotionSettings promotion,
    SigningSettings signing,
    String logBucket,
    String kmsKey,
    boolean requireKms,
    boolean allowLongLived,
    int managementPort,
    Duration shutdownTimeout) {}
