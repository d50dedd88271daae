package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.EnvironmentException;
import dev.waybill.aws.identity.UnusableCredentialsException;
import dev.waybill.cli.DoctorService;
import dev.waybill.lint.LintFinding;
import dev.waybill.lint.doctor.Doctor;
import dev.waybill.lint.doctor.DoctorCheck;
import dev.waybill.lint.doctor.DoctorReport;
import dev.waybill.lint.doctor.DoctorStep;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.Settings;
import dev.waybill.startup.StartupException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Command {@code waybill doctor}. */
final class DoctorRun implements DoctorService {
  private static final String SETTINGS = "settings";

  private final Function<Settings, AwsClients> clients;
  private final Clock clock;

  /**
   * @param clients creates the clients of a command
   * @param clock clock that is compared with that of S3
   */
  DoctorRun(Function<Settings, AwsClients> clients, Clock clock) {
    this.clients = clients;
    this.clock = clock;
  }

  @Override
  public DoctorReport examine(
      Path home,
      List<DoctorCheck> offline,
      @Nullable LoadedSettings loaded,
      boolean hasKey,
      Consumer<DoctorStep> progress)
      throws InterruptedException {
    List<DoctorCheck> checks = new ArrayList<>(offline);
    Doctor doctor = new Doctor(DoctorRun::finding, DoctorRun::isUnreachable);
    if (loaded == null) {
      List<String> names = DoctorOnline.names();
      names.forEach(it -> checks.add(skipped(it)));
      return doctor.run(checks, progress);
    }
    try (DoctorOnline online = new DoctorOnline(home, loaded.settings(), clients, hasKey, clock)) {
      checks.addAll(online.checks());
      return doctor.run(checks, progress);
    }
  }

  /** Returns a check that is never made, because there are no settings. */
  private static DoctorCheck skipped(String name) {
    return new DoctorCheck(
        name,
        List.of(SETTINGS),
        () -> {
          throw new IllegalStateException("there are no settings");
        });
  }

  private static boolean isUnreachable(Exception failure) {
    if (failure instanceof StartupException start) {
      return start.isUnreachable();
    }
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SdkException) {
        return !(at instanceof UnusableCredentialsException credentials
            && credentials.isForbidden());
      }
    }
    return false;
  }

  private static LintFinding finding(String check, Exception failure) {
    if (failure instanceof StartupException
        || failure instanceof UnusableCredentialsException
        || failure instanceof EnvironmentException) {
      return LintFinding.ofMessage(check, failure.getMessage());
    }
    String problem = String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").strip();
    return isUnreachable(failure)
        ? LintFinding.error(
            check,
            null,
            0,
            null,
            "AWS cannot be reached or rejects the call: " + problem,
            "check the network, the endpoint and the rights of the role")
        : LintFinding.error(check, null, 0, null, "the check failed: " + failure, "");
  }
}
