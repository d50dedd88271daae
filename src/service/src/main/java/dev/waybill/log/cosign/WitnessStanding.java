package dev.waybill.log.cosign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Standing of one witness, as far as this process has asked it.
 *
 * @param name name of the witness in the policy
 * @param size size of the newest checkpoint that it cosigned; null for none
 * @param time time that the cosignature states; null for none
 * @param result kind of the last result: {@code cosigned}, {@code failed}, {@code rejected} or
 *     {@code forked}
 */
public record WitnessStanding(
    String name, @Nullable Long size, @Nullable Instant time, String result) {}
