package dev.waybill.localcloud.store;

/**
 * Where an event goes.
 *
 * @param rule the configuration that asked for it
 * @param queue the queue's name
 */
public record WriteDestination(String rule, String queue) {}
