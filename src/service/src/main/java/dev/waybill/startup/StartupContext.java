package dev.waybill.startup;

import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.signing.SigningKey;
import org.jspecify.annotations.Nullable;

/**
 * What the start looked for.
 *
 * @param queues that messages come from, and end in
 * @param kmsKey the ARN that objects must be encrypted under; null when none is required
 * @param key that signs
 * @param audits of the home directory
 */
public record StartupContext(
    QueueChecks queues, @Nullable String kmsKey, SigningKey key, AuditCatalog audits) {}
