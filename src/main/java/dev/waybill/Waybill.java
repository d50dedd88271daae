package dev.waybill;

import dev.waybill.cli.AuditCommand;
import dev.waybill.cli.BaselineCommand;
import dev.waybill.cli.CanaryCommand;
import dev.waybill.cli.CloudCommand;
import dev.waybill.cli.ConfigCommand;
import dev.waybill.cli.ConsoleStory;
import dev.waybill.cli.GlobalOptions;
import dev.waybill.cli.LocalCommand;
import dev.waybill.cli.RecordFileVerifier;
import dev.waybill.cli.RunCommand;
import dev.waybill.cli.StrictRecordJudge;
import dev.waybill.cli.VerifyCommand;
import dev.waybill.cli.WaybillCommand;

/** The composition root: wires the parts and hands over to a command. */
public final class Waybill {
  private Waybill() {}

  public static void main(String[] args) {
    GlobalOptions options = new GlobalOptions(System.getenv());
    int code =
        WaybillCommand.commandLine(
                options,
                new LocalCommand(options, new LocalRun(new ConsoleStory())),
                new CloudCommand(new CloudRun(new ConsoleStory())),
                new RunCommand(options, new ServiceRun()),
                new VerifyCommand(
                    options,
                    new OnlineVerification(),
                    new RecordFileVerifier(new StrictRecordJudge())),
                new BaselineCommand(options, new BaselineRun()),
                new CanaryCommand(options, new CanaryRun()),
                new AuditCommand(options, new AuditCommandRun()),
                new ConfigCommand(options))
            .execute(args);
    System.exit(code);
  }
}
