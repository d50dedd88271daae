package dev.waybill.fixity;

/**
 * Unit of work as a message. It is a hint: a worker examines only what the log has, and a result is
 * written once, however often the message is delivered.
 *
 * @param cycle the cycle that the result counts for
 * @param range the entries
 */
public record TileTask(CycleId cycle, TileRange range) {}
