/** Sinks that receive JSON over HTTP: Alertmanager, PagerDuty and Slack. */
@NullMarked
package dev.waybill.alert.delivery.http;

import org.jspecify.annotations.NullMarked;
