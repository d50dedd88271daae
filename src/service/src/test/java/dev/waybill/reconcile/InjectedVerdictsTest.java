package dev.waybill.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each of the sixteen verdicts, injected twenty times into an ordinary world. */
final class InjectedVerdictsTest {
  private static final int INJECTED = 20;

  private final InjectedWorld injected = new InjectedWorld();

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void injectedVerdictIsCountedExactly(ReconcileVerdict verdict) throws InterruptedException {
    injected.ordinary();
    for (int i = 0; i < INJECTED; i++) {
      injected.inject(verdict, "injected/" + i);
    }
    check();
  }

  @Test
  void allInjectedVerdictsAreCountedExactly() throws Exception {
    injected.ordinary();
    for (ReconcileVerdict verdict : ReconcileVerdict.values()) {
      for (int i = 0; i < INJECTED; i++) {
        injected.inject(verdict, verdict.label() + "/" + i);
      }
    }
    Reconciliation result = check();
    assertThat(result.examples().get(ReconcileVerdict.DESTROYED))
        .hasSize(INJECTED)
        .allSatisfy(
            it -> {
              assertThat(it.by()).isEqualTo(ReconcileWorld.PERSON);
              assertThat(it.event()).isEqualTo("DeleteObject");
              assertThat(it.key()).startsWith("processed/destroyed/");
            });
    assertThat(result.examples().get(ReconcileVerdict.RECORD_REMOVED))
        .allSatisfy(it -> assertThat(it.by()).isEqualTo(ReconcileWorld.PERSON));
  }

  private Reconciliation check() throws InterruptedException {
    Reconciliation result = injected.world.reconcile(folder, new Random(1));
    ReconcileVerdictCounts.assertCounts(result, injected.expected);
    assertThat(result.addsUp()).isTrue();
    assertThat(result.inFlight()).isZero();
    assertThat(result.problems()).isEmpty();
    assertThat(folder).isEmptyDirectory();
    return result;
  }
}
