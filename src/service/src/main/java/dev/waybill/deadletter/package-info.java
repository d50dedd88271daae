/**
 * Dead letters: the messages that custody gave up, read without being lost and sent back to the
 * queue. Knows SQS only through the port {@link dev.waybill.deadletter.DeadLetters}.
 */
@NullMarked
package dev.waybill.deadletter;

import org.jspecify.annotations.NullMarked;
