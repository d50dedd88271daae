package dev.waybill.settings;

import java.time.Duration;

/**
 * Where notifications come from and how many are worked on at once.
 *
 * @param name {@code waybill.queue}
 * @param deadLetterName {@code waybill.dead-letter-queue}
 * @param inFlight {@code waybill.intake.in-flight}: messages in work at once at the most
 * @param workers {@code waybill.intake.workers}: threads that work on them
 * @param visibility {@code waybill.intake.visibility}: how long a message stays ours before it is
 *     extended
 * @param pollWait {@code waybill.intake.wait}: long-poll time, 0 to 20 s
 */
public record QueueSettings(
    String name,
    String deadLetterName,
    int inFlight,
    int workers,
    Duration visibility,
    Duration pollWait) {}
