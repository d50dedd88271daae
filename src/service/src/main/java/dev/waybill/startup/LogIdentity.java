package dev.waybill.startup;

import dev.waybill.record.log.LogPolicy;
import dev.waybill.signing.LogKeys;

/**
 * Keys of the log of records, and the policy that its verifiers are told.
 *
 * @param keys keys that sign checkpoints
 * @param policy witnesses and their quorum; without a file that of the log alone
 */
public record LogIdentity(LogKeys keys, LogPolicy policy) {}
