package dev.waybill.cli;

import dev.waybill.alert.incident.Decision;
import dev.waybill.alert.incident.Incident;
import dev.waybill.alert.incident.IncidentDesk.Listing;
import dev.waybill.settings.Settings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Service behind the command {@code incidents}. Every method throws an SdkException when AWS
 * rejects a call, and a {@link CommandException} when the incident is not there or cannot be
 * decided about.
 */
public interface IncidentService {
  /** Returns all incidents, also ended ones. */
  Listing list(Settings settings);

  /** Returns the incident with an id. */
  Incident find(Settings settings, String id);

  /**
   * Stores a decision in the name of the AWS identity that the command runs with.
   *
   * @param why the reason; empty for none
   * @param lasting duration of a silence; null for other kinds
   * @return the incident with the decision
   */
  Incident decide(
      Settings settings, String id, Decision.Kind kind, String why, @Nullable Duration lasting);
}
