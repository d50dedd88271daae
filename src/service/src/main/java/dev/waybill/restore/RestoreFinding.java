package dev.waybill.restore;

/**
 * Finding of a restore.
 *
 * @param fault the kind
 * @param key key of the object; untrusted input
 * @param detail description for the operator; may hold untrusted input
 */
public record RestoreFinding(RestoreFault fault, String key, String detail) {}
