package dev.waybill.alert;

import java.time.Instant;

/**
 * Something that somebody has to look at.
 *
 * @param uid what makes it this finding and no other: the same as long as the same thing is wrong
 * @param rule which kind of finding, such as {@code canary-sealed}
 * @param title a few words
 * @param severity how bad it is
 * @param message what is wrong, one line; may hold foreign text
 * @param remediation what mends it, one line
 * @param resource the ARN of what is concerned
 * @param time when it was found
 */
public record Finding(
    String uid,
    String rule,
    String title,
    Severity severity,
    String message,
    String remediation,
    String resource,
    Instant time) {}
