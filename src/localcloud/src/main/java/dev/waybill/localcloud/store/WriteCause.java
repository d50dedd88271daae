package dev.waybill.localcloud.store;

/**
 * Who caused a change, for notifications.
 *
 * @param eventName such as {@code ObjectCreated:Put}; for a delete the store picks it
 * @param principal the caller
 * @param sourceIp the caller's address
 * @param requestId the request
 */
public record WriteCause(String eventName, String principal, String sourceIp, String requestId) {}
