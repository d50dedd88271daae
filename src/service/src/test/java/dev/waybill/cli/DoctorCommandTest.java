package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.audit.catalog.LintResult;
import dev.waybill.lint.LintFinding;
import dev.waybill.lint.LintReport;
import dev.waybill.lint.doctor.Doctor;
import dev.waybill.lint.doctor.DoctorCheck;
import dev.waybill.lint.doctor.DoctorCheck.Result;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DoctorCommandTest {
  private static final LintFinding FILE =
      LintFinding.error("method", "routes/a\u001b.camel.yaml", 3, "a/b", "is wrong", "mend it");
  private static final LintFinding QUEUE =
      LintFinding.error("queues", null, 0, "waybill.queue", "there is none", "create it");

  @TempDir Path home;
  private final List<LintFinding> settings = new ArrayList<>();
  private final List<LintFinding> routes = new ArrayList<>();
  private DoctorCheck online = new DoctorCheck("queues", List.of("settings"), () -> ok());
  private String out = "";

  @Test
  void saysThatThereIsNothingToDo() {
    assertThat(run()).isZero();
    assertThat(out).contains("settings    ok", "queues      ok").endsWith("\nnothing to do\n");
  }

  @Test
  void returnsOneForFindingsAndTellsWhatIsFirst() {
    routes.add(FILE);
    online = new DoctorCheck("queues", List.of(), () -> new Result(List.of(QUEUE), "", false));

    assertThat(run()).isEqualTo(1);
    assertThat(out)
        .endsWith(
            """

            do this first:
              1. routes/a\\u001b.camel.yaml:3: error method: a/b: is wrong; mend it
            then:
              2. error queues: waybill.queue: there is none; create it
            """);
  }

  @Test
  void returnsTwoForWrongSettingsAndSkipsWhatNeedsThem() {
    assertThat(run("--set", "waybill.raw.bucket=A B")).isEqualTo(2);
    assertThat(out).contains("queues      skipped      because of settings");
  }

  @Test
  void returnsThreeWhenAwsCannotBeReached() {
    routes.add(FILE);
    online =
        new DoctorCheck(
            "queues",
            List.of(),
            () -> {
              throw new IOException("refused");
            });

    assertThat(run()).isEqualTo(3);
    assertThat(out).contains("queues      unreachable  1 finding");
  }

  @Test
  void printsFindingsInTheirOrderAndEachStepAsJson() throws IOException {
    routes.add(FILE);
    settings.add(LintFinding.warning("no-effect", null, 0, "waybill.a", "is unused", "remove it"));

    int code = run("--json");

    JsonNode json = new ObjectMapper().readTree(out);
    assertThat(code).isEqualTo(1);
    assertThat(json.get("ok").asBoolean()).isFalse();
    assertThat(json.get("findings").findValuesAsText("check"))
        .containsExactly("method", "no-effect");
    assertThat(json.get("steps").findValuesAsText("status"))
        .containsExactly("findings", "findings", "ok", "ok");
  }

  private static Result ok() {
    return new Result(List.of(), "", true);
  }

  private int run(String... args) {
    GlobalOptions options =
        new GlobalOptions(
            Map.of(
                "WAYBILL_SIGNING_PASSWORD", "x",
                "WAYBILL_SIGNING_KEYSTORE", "x",
                "WAYBILL_SIGNING_ALIAS", "x",
                "WAYBILL_RECORD_LOG_ENABLED", "false"));
    StringWriter written = new StringWriter();
    CommandLine line =
        WaybillCommand.commandLine(
                options,
                new DoctorCommand(
                    options,
                    (folder, offline, loaded, hasKey, progress) -> {
                      List<DoctorCheck> checks = new ArrayList<>(offline);
                      checks.add(online);
                      return new Doctor((name, e) -> QUEUE, e -> e instanceof IOException)
                          .run(checks, progress);
                    },
                    (folder, loaded) -> settings,
                    new FakeRoutes(),
                    new NoAudits()))
            .setOut(new PrintWriter(written));
    List<String> all = new ArrayList<>(List.of("--home", home.toString(), "doctor"));
    all.addAll(List.of(args));
    int code = line.execute(all.toArray(String[]::new));
    out = written.toString();
    return code;
  }

  private final class FakeRoutes implements RoutesService {
    @Override
    public RoutesLint lint(Path folder, LoadedSettings loaded) {
      return new RoutesLint(LintReport.of(routes), 1, false);
    }

    @Override
    public List<Difference> differences(Path folder) {
      return List.of();
    }
  }

  private static final class NoAudits implements AuditService {
    @Override
    public List<Listed> list(Path folder, Settings all) {
      return List.of();
    }

    @Override
    public Answer run(Path folder, Settings all, String id, Duration since, Progress progress) {
      throw new IllegalStateException("the doctor runs no audit");
    }

    @Override
    public Lint lint(Path folder, Settings all, String only, Consumer<LintResult> listener) {
      return new Lint(List.of(), "");
    }
  }
}
