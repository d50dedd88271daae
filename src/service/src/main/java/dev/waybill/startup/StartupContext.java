package dev.waybill.startup;

import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.signing.SigningKey;
import org.jspecify.annotations.Nullable;

/**
 * Results of the start checks.
 *
 * @param queues the source queue and the dead-letter queue
 * @param kmsKey the ARN of the required KMS key; null when none is required
 * @param key the signing key
 * @param audits the audits of the home directory
 */
public record StartupContext(
    QueueChecks queues, @Nullable String kmsKey, SigningKey key, AuditCatalog audits) {}
