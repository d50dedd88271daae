package dev.waybill.alert;

import dev.waybill.alert.AlertEvent.Kind;
import java.time.Instant;

/**
 * What an event is, besides the finding that it is about.
 *
 * @param id that no other event has
 * @param kind whether the incident begins, goes on or ends
 * @param opened when the incident began for us
 * @param time when the event was made
 * @param why it is over, for an end; empty for none
 */
public record EventHead(String id, Kind kind, Instant opened, Instant time, String why) {}
