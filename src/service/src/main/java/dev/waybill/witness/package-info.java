/**
 * Witness of transparency logs (C2SP tlog-witness), in a process of its own: it cosigns checkpoints
 * that only append to the checkpoint that it cosigned before.
 *
 * <p>Knows neither Camel nor the AWS SDK, and nothing of the service: a witness that shares code
 * with the log's writer or its state would share its mistakes. {@link dev.waybill.record.log}
 * defines the formats, and {@link dev.waybill.http} limits connections.
 */
@NullMarked
package dev.waybill.witness;

import org.jspecify.annotations.NullMarked;
