package dev.waybill.local;

import dev.waybill.app.Waybill;
import dev.waybill.cli.GlobalOptions;
import dev.waybill.cli.WaybillCommand;
import picocli.CommandLine;

/** Program for trying Waybill: the service, the local cloud and a demo. */
public final class WaybillLocal {
  private WaybillLocal() {}

  public static void main(String[] args) {
    System.exit(WaybillCommand.execute(commandLine(new GlobalOptions(System.getenv())), args));
  }

  /** Returns the command line with all commands. */
  public static CommandLine commandLine(GlobalOptions options) {
    return Waybill.commandLine(
        options,
        new EnginePlannerSource(),
        new LocalCommand(options, new LocalRun(new ConsoleStory())),
        new CloudCommand(new CloudRun(new ConsoleStory())));
  }
}
