package dev.waybill.settings;

/**
 * Status page of the management port.
 *
 * @param enabled true to serve the page
 * @param names true to show texts that may hold names, and to answer questions about objects
 */
public record StatusSettings(boolean enabled, boolean names) {}
