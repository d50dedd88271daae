package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.DrillService;
import dev.waybill.drill.Drill;
import dev.waybill.drill.DrillKind;
import dev.waybill.drill.DrillPlan;
import dev.waybill.drill.DrillRounds;
import dev.waybill.drill.DrillState;
import dev.waybill.drill.DrillStore;
import dev.waybill.log.LogWriterListener;
import dev.waybill.log.PendingWriter;
import dev.waybill.log.RecentBatches;
import dev.waybill.record.RecordVerifier;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.Settings;
import dev.waybill.signing.SigningKey;
import dev.waybill.startup.SigningKeys;
import dev.waybill.verify.OnlineVerification;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Implementation of {@code waybill drill}. */
final class DrillRun implements DrillService {
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);

  private final Function<Settings, AwsClients> clients;
  private final Clock clock;

  /**
   * @param clients creates the clients of one command, which are closed after it
   */
  DrillRun(Function<Settings, AwsClients> clients) {
    this(clients, Clock.systemUTC());
  }

  DrillRun(Function<Settings, AwsClients> clients, Clock clock) {
    this.clients = clients;
    this.clock = clock;
  }

  @Override
  public Drill follow(
      LoadedSettings loaded,
      @Nullable DrillKind kind,
      @Nullable Duration within,
      Consumer<Drill> progress)
      throws Exception {
    Settings settings = loaded.settings();
    if (!settings.fixity().enabled() || settings.fixity().glance().isZero()) {
      throw CommandException.usage(
          "waybill.fixity.enabled and waybill.fixity.glance: must be on, because a glance has to"
              + " find what a drill alters");
    }
    if (kind == DrillKind.REENCRYPTED && settings.drill().kmsKey() == null) {
      throw CommandException.usage("--kind re-encrypted: waybill.drill.kms-key must name a key");
    }
    try (AwsClients aws = clients.apply(settings)) {
      aws.identity();
      SigningKey signing = SigningKeys.load(aws, settings);
      RecordVerifier verifier = OnlineVerification.verifier(aws, loaded);
      try (FixityReaders readers =
              FixityReaders.ofCommand(
                  aws, settings, verifier, FixityRate.ofCheck(settings.fixity()), clock);
          PendingWriter log =
              new PendingWriter(
                  readers.store(),
                  PendingWriter.uniqueReplica(),
                  PendingWriter.Limits.DEFAULT,
                  new RecentBatches(),
                  LogWriterListener.NONE,
                  clock)) {
        DrillWiring wiring = new DrillWiring(aws, settings, clock);
        DrillRounds rounds =
            wiring.rounds(
                DrillStore.ofCommand(readers.store()),
                readers.seals(settings, verifier),
                wiring.statements(readers.store(), signing, verifier, log::add));
        DrillPlan plan = wiring.plan(within == null ? settings.drill().within() : within);
        return follow(rounds, state -> begin(plan, state, kind), progress);
      }
    }
  }

  private DrillState begin(DrillPlan plan, DrillState state, @Nullable DrillKind kind) {
    return plan.begin(state, kind == null ? plan.next(state) : kind, clock.instant());
  }

  private static Drill follow(
      DrillRounds rounds, Function<DrillState, DrillState> begin, Consumer<Drill> progress)
      throws InterruptedException {
    Drill followed = null;
    while (true) {
      boolean isBegun = followed != null;
      DrillState state = rounds.run((now, at) -> isBegun ? now : begin.apply(now)).state();
      Drill drill = state.current();
      if (drill == null && followed != null) {
        return followed;
      }
      if (drill != null) {
        followed = drill;
        progress.accept(drill);
      }
      if (drill == null || !drill.phase().isEnd()) {
        Thread.sleep(CHECK_INTERVAL.toMillis());
      }
    }
  }
}
