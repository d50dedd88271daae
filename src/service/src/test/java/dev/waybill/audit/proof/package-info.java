/**
 * Tests of every audit of {@code sql/audits} on the engine: the events it must and must not find.
 *
 * <p>Each audit has a file {@code <id>.json} beside these classes with {@code findings} and {@code
 * nearMisses}. Each case has a {@code name} and {@code events}; a near miss also has a reason,
 * {@code why}. An event takes a record of {@code base.json} ({@code is}) and an identity ({@code
 * by}), and overrides fields by a JSON merge patch (RFC 7386). {@code at} is its time on the day of
 * the fixtures; {@code times} and {@code every} (seconds) repeat the event. The first repetition of
 * an event is expected in the answer of the audit, unless {@code found} is false, and in the
 * answers of the audits under {@code also}. {@code row} holds expected columns of that row. All
 * fixtures are in one log.
 */
@NullMarked
package dev.waybill.audit.proof;

import org.jspecify.annotations.NullMarked;
