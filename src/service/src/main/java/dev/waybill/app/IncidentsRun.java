package dev.waybill.app;

import dev.waybill.alert.incident.Decision;
import dev.waybill.alert.incident.DecisionRequest;
import dev.waybill.alert.incident.Incident;
import dev.waybill.alert.incident.IncidentDesk;
import dev.waybill.alert.incident.IncidentDesk.Listing;
import dev.waybill.alert.incident.UndecidableIncidentException;
import dev.waybill.alert.incident.UnreadableIncidentException;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.IncidentArchive;
import dev.waybill.aws.identity.CallerIdentity;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.IncidentService;
import dev.waybill.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Implementation of {@code waybill incidents}. */
final class IncidentsRun implements IncidentService {
  private final Function<Settings, AwsClients> clients;
  private final Clock clock;

  /**
   * @param clients creates the clients of one command, which are closed after it
   */
  IncidentsRun(Function<Settings, AwsClients> clients, Clock clock) {
    this.clients = clients;
    this.clock = clock;
  }

  @Override
  public Listing list(Settings settings) {
    return with(settings, (desk, by) -> desk.list());
  }

  @Override
  public Incident find(Settings settings, String id) {
    return with(settings, (desk, by) -> desk.find(id));
  }

  @Override
  public Incident decide(
      Settings settings, String id, Decision.Kind kind, String why, @Nullable Duration lasting) {
    return with(
        settings, (desk, by) -> desk.decide(id, new DecisionRequest(kind, by, why, lasting)));
  }

  /** Use of the incidents by a person. */
  @FunctionalInterface
  private interface Use<T> {
    T of(IncidentDesk desk, String by);
  }

  private <T> T with(Settings settings, Use<T> use) {
    try (AwsClients aws = clients.apply(settings)) {
      // A cloud on this machine is asked without a check of the credentials.
      String by =
          aws.identity()
              .map(CallerIdentity::arn)
              .orElseGet(() -> aws.sts().getCallerIdentity().arn());
      IncidentArchive store = new IncidentArchive(aws.s3(), settings.audit().results());
      return use.of(new IncidentDesk(store, clock), by);
    } catch (UndecidableIncidentException | UnreadableIncidentException e) {
      throw CommandException.finding(String.valueOf(e.getMessage()));
    }
  }
}
