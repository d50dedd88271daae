/**
 * Proves every audit of {@code sql/audits} on the engine: what it finds, and what it must not.
 *
 * <p>One file an audit, {@code <id>.json} beside these classes: {@code findings} and {@code
 * nearMisses}, each with a {@code name} and {@code events}; a near miss says {@code why} it is
 * none. An event {@code is} one of the records of {@code base.json}, {@code by} one of its
 * identities, and differs in what is written beside that (a JSON merge patch, RFC 7386). {@code at}
 * is its time on the day of proof, {@code times} and {@code every} (seconds) repeat it. The first
 * of each event is expected in the audit's answer unless {@code found} is false, and in those of
 * the audits under {@code also}; {@code row} tells columns of that answer. All fixtures are judged
 * together.
 */
@NullMarked
package dev.waybill.audit.proof;

import org.jspecify.annotations.NullMarked;
