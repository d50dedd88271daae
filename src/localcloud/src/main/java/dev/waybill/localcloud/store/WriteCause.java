package dev.waybill.localcloud.store;

/**
 * Request that caused a change, for notifications.
 *
 * @param eventName the event type, such as {@code ObjectCreated:Put}; for a delete the store
 *     chooses the type
 * @param principal the principal of the caller
 * @param sourceIp the address of the caller
 * @param requestId the id of the request
 */
public record WriteCause(String eventName, String principal, String sourceIp, String requestId) {}
