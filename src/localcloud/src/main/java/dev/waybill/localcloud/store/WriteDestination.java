package dev.waybill.localcloud.store;

/**
 * Destination of an event.
 *
 * @param rule the id of the notification rule that matched
 * @param queue the name of the queue
 */
public record WriteDestination(String rule, String queue) {}
