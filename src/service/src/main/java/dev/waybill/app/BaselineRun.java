package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.baseline.Baseline;
import dev.waybill.baseline.BaselineClients;
import dev.waybill.baseline.BaselineReport;
import dev.waybill.baseline.ControlResult;
import dev.waybill.baseline.template.Template;
import dev.waybill.baseline.terraform.TerraformModule;
import dev.waybill.cli.BaselineService;
import dev.waybill.cli.TemplateFormat;
import dev.waybill.settings.Settings;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Command {@code waybill baseline}, for the account that the environment signs in to. */
public final class BaselineRun implements BaselineService {
  @Override
  public BaselineReport check(Path home, Settings settings, Consumer<ControlResult> progress) {
    return with(settings, aws -> of(aws, settings, home).check(progress));
  }

  @Override
  public BaselineReport apply(
      Path home, Settings settings, Set<String> taken, Consumer<ControlResult> progress) {
    return with(settings, aws -> of(aws, settings, home).apply(taken, progress));
  }

  @Override
  public String template(Path home, Settings settings, TemplateFormat format) {
    return switch (format) {
      case cloudformation -> Template.of(settings, home);
      case terraform -> TerraformModule.of(settings, home);
    };
  }

  /** Returns the baseline of an account. */
  public static Baseline of(AwsClients aws, Settings settings, Path home) {
    BaselineClients clients =
        new BaselineClients(
            aws.s3(), aws.sqs(), aws.kms(), aws.sts(), aws.cloudTrail(), aws.athena(), aws.glue());
    return new Baseline(clients, settings, home);
  }

  private static BaselineReport with(Settings settings, Function<AwsClients, BaselineReport> work) {
    try (AwsClients aws = AwsClients.forCommands(settings)) {
      aws.identity();
      return work.apply(aws);
    }
  }
}
