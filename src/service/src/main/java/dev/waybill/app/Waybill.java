package dev.waybill.app;

import dev.waybill.audit.catalog.PlannerSource;
import dev.waybill.aws.AwsClients;
import dev.waybill.cli.AuditCommand;
import dev.waybill.cli.BackfillCommand;
import dev.waybill.cli.BaselineCommand;
import dev.waybill.cli.CanaryCommand;
import dev.waybill.cli.CompletionCommand;
import dev.waybill.cli.ConfigCommand;
import dev.waybill.cli.Confirmation;
import dev.waybill.cli.DeadLettersCommand;
import dev.waybill.cli.DoctorCommand;
import dev.waybill.cli.DrillCommand;
import dev.waybill.cli.EstimateCommand;
import dev.waybill.cli.EvidenceCommand;
import dev.waybill.cli.FixityCommand;
import dev.waybill.cli.GlobalOptions;
import dev.waybill.cli.IncidentsCommand;
import dev.waybill.cli.KeysCommand;
import dev.waybill.cli.LogCommand;
import dev.waybill.cli.ReconcileCommand;
import dev.waybill.cli.RepairCommand;
import dev.waybill.cli.RestoreCommand;
import dev.waybill.cli.RoutesCommand;
import dev.waybill.cli.RunCommand;
import dev.waybill.cli.SecondReadCommand;
import dev.waybill.cli.TrailCommand;
import dev.waybill.cli.VerifyCommand;
import dev.waybill.cli.WaiveCommand;
import dev.waybill.cli.WaybillCommand;
import dev.waybill.cli.WhyCommand;
import dev.waybill.cli.WitnessCommand;
import dev.waybill.signing.MlDsaProvider;
import dev.waybill.verify.OnlineVerification;
import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Program of the service: its commands, without the local cloud. */
public final class Waybill {
  private Waybill() {}

  public static void main(String[] args) {
    GlobalOptions options = new GlobalOptions(System.getenv());
    System.exit(WaybillCommand.execute(commandLine(options, PlannerSource.NONE), args));
  }

  /**
   * Returns the command line of the service, with additional commands before its own.
   *
   * @param engine the source of planners for {@code audit lint}
   * @param more the additional commands of a larger program
   */
  public static CommandLine commandLine(
      GlobalOptions options, PlannerSource engine, Object... more) {
    // Every command that verifies a checkpoint of the log needs it, with and without keys.
    MlDsaProvider.install();
    RoutesRun routes = new RoutesRun(System.getenv());
    Confirmation confirmation = Confirmation.ofProcess();
    Stream<Object> own =
        Stream.of(
            new RunCommand(options, new ServiceRun()),
            new VerifyCommand(options, new OnlineVerification()),
            new WhyCommand(options, new WhyRun(AwsClients::forCommands)),
            new KeysCommand(options, new KeysRun(), Clock.systemUTC()),
            new BaselineCommand(options, new BaselineRun()),
            new CanaryCommand(options, new CanaryRun()),
            new AuditCommand(options, new AuditCommandRun(engine)),
            new DeadLettersCommand(options, new DeadLetterRun(AwsClients::forCommands)),
            new IncidentsCommand(
                options,
                new IncidentsRun(AwsClients::forCommands, Clock.systemUTC()),
                Clock.systemUTC()),
            new WaiveCommand(options, new WaiverRun()),
            new DrillCommand(options, new DrillRun(AwsClients::forCommands)),
            new RepairCommand(options, new RepairRun(AwsClients::forCommands), confirmation),
            new RestoreCommand(options, new RestoreRun(AwsClients::forCommands), confirmation),
            new BackfillCommand(options, new BackfillRun(AwsClients::forCommands), confirmation),
            new WitnessCommand(new WitnessRun()),
            new LogCommand(options, new LogRun(AwsClients::forCommands)),
            new EvidenceCommand(options, new EvidenceRun(AwsClients::forCommands)),
            new CommandLine(new FixityCommand(options, new FixityRun(AwsClients::forCommands)))
                .addSubcommand(
                    new SecondReadCommand(
                        options, new SecondReadRun(AwsClients::forCommands), confirmation)),
            new ReconcileCommand(options, new ReconcileRun(AwsClients::forCommands)),
            new TrailCommand(
                options,
                new TrailRun(AwsClients::forCommands, Clock.systemUTC()),
                Clock.systemUTC()),
            new EstimateCommand(options),
            new CompletionCommand(),
            new RoutesCommand(options, routes),
            new DoctorCommand(
                options,
                new DoctorRun(AwsClients::forCommands, Clock.systemUTC()),
                new ConfigCheckRun(),
                routes,
                new AuditCommandRun(engine)),
            new ConfigCommand(options, new ConfigCheckRun()));
    return WaybillCommand.commandLine(options, Stream.concat(Arrays.stream(more), own).toArray());
  }
}
