package dev.waybill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The graph of Maven modules; docs/architecture.md draws it. */
final class ModuleGraphTest {
  /** The modules that the shipped code of each module knows. */
  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          "record", Set.of(),
          "localcloud", Set.of(),
          "contract", Set.of("localcloud"),
          "service", Set.of("record"),
          "local", Set.of("service", "localcloud"),
          "bench", Set.of(),
          "fuzz", Set.of());

  /** The modules that only the tests of each module know. */
  private static final Map<String, Set<String>> KNOWN_BY_TESTS =
      Map.of(
          "record", Set.of(),
          "localcloud", Set.of(),
          "contract", Set.of(),
          "service", Set.of("localcloud", "contract"),
          "local", Set.of("contract"),
          "bench", Set.of("local"),
          "fuzz", Set.of("service"));

  @Test
  void namesEveryModule() {
    assertThat(Modules.names()).containsExactlyInAnyOrderElementsOf(KNOWN.keySet());
    assertThat(KNOWN_BY_TESTS.keySet()).isEqualTo(KNOWN.keySet());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void declaresNoOtherDependency(String module) {
    assertThat(Modules.dependencies(module)).isEqualTo(KNOWN.get(module));
    assertThat(Modules.testDependencies(module)).isEqualTo(KNOWN_BY_TESTS.get(module));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void drawsModuleInArchitecture(String module) {
    assertThat(ProjectFile.of("docs/architecture.md").content()).contains("`src/" + module + "`");
  }

  static Set<String> modules() {
    return KNOWN.keySet();
  }
}
