package dev.waybill.localcloud.trail;

import java.time.Duration;

/**
 * Options of the deliveries of all trails.
 *
 * @param account the account of the trails, twelve digits
 * @param region the region of the trails
 * @param interval the time between deliveries of log files
 * @param digestInterval the time that a digest file covers, in whole seconds
 */
public record DeliveryOptions(
    String account, String region, Duration interval, Duration digestInterval) {}
