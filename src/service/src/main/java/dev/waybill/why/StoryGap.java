package dev.waybill.why;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Part of a story that cannot be known.
 *
 * @param source name of the source, such as {@code cloudtrail}
 * @param from begin of the time that it concerns; null for all times
 * @param to end of the time that it concerns; null for all times
 * @param reason plain sentence that says what is not known and why
 * @param isFailure true when the source failed; false when it has nothing to say by design
 */
public record StoryGap(
    String source,
    @Nullable Instant from,
    @Nullable Instant to,
    String reason,
    boolean isFailure) {}
