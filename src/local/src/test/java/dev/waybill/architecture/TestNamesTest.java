package dev.waybill.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one convention for names of test methods. */
@AnalyzeClasses(locations = TestNamesTest.AllTests.class)
final class TestNamesTest {
  private static final Set<String> TESTS =
      Set.of(
          "org.junit.jupiter.api.Test",
          "org.junit.jupiter.api.RepeatedTest",
          "org.junit.jupiter.params.ParameterizedTest",
          "net.jqwik.api.Property",
          "net.jqwik.api.Example");

  @ArchTest
  static final ArchRule NAMES_ARE_SENTENCES_IN_CAMEL_CASE =
      methods()
          .that(describe("are tests", TestNamesTest::isTest))
          .should()
          .haveNameMatching("[a-z][a-zA-Z0-9]+")
          .because("one convention makes reports readable: condition and outcome, in camelCase");

  private static boolean isTest(JavaMethod method) {
    return method.getAnnotations().stream()
        .anyMatch(annotation -> TESTS.contains(annotation.getRawType().getName()));
  }

  /** Test classes of every module; the contract suite keeps its tests in its main sources. */
  static final class AllTests implements LocationProvider {
    @Override
    public Set<Location> get(Class<?> testClass) {
      return Stream.concat(
              Modules.compiled("test-classes").stream(),
              Stream.of(Path.of("src", "contract", "target", "classes")))
          .map(Location::of)
          .collect(Collectors.toUnmodifiableSet());
    }
  }
}
