package dev.waybill.local;

import dev.waybill.app.Waybill;
import dev.waybill.cli.GlobalOptions;

/** Program for trying Waybill: the service, the local cloud and a demo. */
public final class WaybillLocal {
  private WaybillLocal() {}

  public static void main(String[] args) {
    GlobalOptions options = new GlobalOptions(System.getenv());
    int code =
        Waybill.commandLine(
                options,
                new EnginePlannerSource(),
                new LocalCommand(options, new LocalRun(new ConsoleStory())),
                new CloudCommand(new CloudRun(new ConsoleStory())))
            .execute(args);
    System.exit(code);
  }
}
