package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.trust.TrustPeriod;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.verify.KeyStatus;
import dev.waybill.verify.KeyStatus.Delegator;
import dev.waybill.verify.KeyStatus.State;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class KeysCommandTest {
  private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
  private static final String ID = "SHA256:" + "a".repeat(43);

  @TempDir Path home;
  private final List<Object> calls = new ArrayList<>();
  private final List<KeyStatus> keys = new ArrayList<>();

  @Test
  void listsTrustedAndRevokedKeysWithExitCode0() {
    keys.add(new KeyStatus(ID, State.TRUSTED, TrustPeriod.ALWAYS, NOW, ""));
    keys.add(new KeyStatus("SHA256:b", State.REVOKED, TrustPeriod.ALWAYS.revoked(NOW), null, "n"));

    Shell.Result result = run("keys", "list");

    assertThat(result)
        .isEqualTo(
            new Shell.Result(
                0,
                "trusted    "
                    + ID
                    + "  published=2030-01-01T12:00:00Z\n"
                    + "revoked    SHA256:b  revoked-at=2030-01-01T12:00:00Z  note=n\n",
                ""));
  }

  @Test
  void exitsWith1WhenPublishedKeyIsUnknown() {
    keys.add(new KeyStatus("keys/\u001b[2J.pem", State.UNREADABLE, null, NOW, "odd"));

    Shell.Result result = run("keys", "list");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).startsWith("UNREADABLE keys/\\u001b[2J.pem  published=");
    assertThat(run("keys", "list", "--json").out()).contains("\"state\" : \"unreadable\"");
  }

  @Test
  void listsDelegatedKeysWithTimeAndDelegator() {
    TrustPeriod day = new TrustPeriod(NOW, NOW.plusSeconds(86_400), null);
    Delegator kms = new Delegator("arn:aws:kms:eu-central-1:111111111111:key/a", "SHA256:kms");
    keys.add(new KeyStatus(ID, State.DELEGATED, day, NOW, "", kms));

    Shell.Result result = run("keys", "list");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .isEqualTo(
            "delegated  "
                + ID
                + "  not-before=2030-01-01T12:00:00Z  not-after=2030-01-02T12:00:00Z"
                + "  published=2030-01-01T12:00:00Z"
                + "  delegator=arn:aws:kms:eu-central-1:111111111111:key/a"
                + "  delegator-key=SHA256:kms\n");
    keys.add(new KeyStatus("delegations/x", State.REJECTED, null, NOW, "delegation-forged: n"));
    assertThat(run("keys", "list").exitCode()).isEqualTo(1);
    assertThat(run("keys", "list").out()).contains("REJECTED   delegations/x");
  }

  @Test
  void revokesKeyNowOrAtTheGivenTime() {
    assertThat(run("keys", "revoke", ID).exitCode()).isZero();
    assertThat(run("keys", "revoke", ID, "--at", "2029-12-31T00:00:00Z").out())
        .startsWith("revoked " + ID + " at 2029-12-31T00:00:00Z in ");
    assertThat(calls).containsExactly(ID, NOW, ID, Instant.parse("2029-12-31T00:00:00Z"));
  }

  @Test
  void rejectsTimeThatIsNotUtcAndMissingSubcommand() {
    assertThat(run("keys", "revoke", ID, "--at", "yesterday").exitCode()).isEqualTo(2);
    assertThat(run("keys").exitCode()).isEqualTo(2);
    assertThat(run("keys", "revoke").exitCode()).isEqualTo(2);
    assertThat(calls).isEmpty();
  }

  private Shell.Result run(String... args) {
    GlobalOptions options = new GlobalOptions(Map.of());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        WaybillCommand.commandLine(
            options, new KeysCommand(options, new FakeService(), Clock.fixed(NOW, ZoneOffset.UTC)));
    List<String> all = new ArrayList<>(List.of("--home", home.toString()));
    all.addAll(List.of(args));
    int code =
        line.setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Shell.Result(code, out.toString(), err.toString());
  }

  private final class FakeService implements KeysService {
    @Override
    public List<KeyStatus> list(LoadedSettings settings) {
      return keys;
    }

    @Override
    public Path revoke(LoadedSettings settings, String keyId, Instant at) {
      calls.add(keyId);
      calls.add(at);
      return Path.of("trusted-keys.txt");
    }
  }
}
