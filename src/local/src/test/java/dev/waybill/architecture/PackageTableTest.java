package dev.waybill.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Which package may not know which, and why; docs/architecture.md shows the same table. */
@AnalyzeClasses(packages = "dev.waybill", importOptions = ImportOption.DoNotIncludeTests.class)
final class PackageTableTest {
  private static final String CAMEL = "org.apache.camel..";
  private static final String SDK = "software.amazon..";

  @ArchTest
  static final ArchRule MODEL =
      classes()
          .that()
          .resideInAPackage("dev.waybill.model..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify.annotations..", "dev.waybill.model..")
          .because("the words of the trade outlive every library");

  @ArchTest
  static final ArchRule SETTINGS =
      keepsAway(
          "settings",
          "a configuration can be judged without starting what it configures",
          Stream.concat(Stream.of(stages()), Stream.of(CAMEL, SDK, ours("camel"), ours("aws")))
              .toArray(String[]::new));

  @ArchTest
  static final ArchRule INTAKE =
      keepsAway(
          "intake",
          "what a notification means does not hang on what is done about it",
          SDK,
          ours("aws"),
          ours("digest"),
          ours("record"),
          ours("promotion"),
          ours("audit"),
          ours("alert"),
          ours("baseline"));

  @ArchTest
  static final ArchRule DIGEST =
      keepsAway(
          "digest",
          "bytes are hashed from a stream; a Camel body would cache them",
          CAMEL,
          ours("camel"));

  @ArchTest
  static final ArchRule CUSTODY =
      noClasses()
          .that()
          .resideInAnyPackage(ours("intake"), ours("digest"), ours("provenance"), ours("promotion"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CAMEL, SDK, ours("camel"), ours("aws"))
          .because("a stage of custody decides the same behind every adapter");

  @ArchTest
  static final ArchRule RECORD =
      classes()
          .that()
          .resideInAPackage(ours("record"))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "java..",
                      "com.fasterxml.jackson.core..",
                      "com.fasterxml.jackson.databind..",
                      "org.jspecify.annotations..",
                      ours("record"))
                  .and(
                      not(resideInAnyPackage("java.net..", "java.sql.."))
                          .or(type(URI.class))
                          .or(type(URISyntaxException.class))
                          .or(type(URLEncoder.class))
                          .or(type(URLDecoder.class))))
          .because(
              "an auditor verifies a record with Jackson only, on a machine without a network");

  @ArchTest
  static final ArchRule PROMOTION =
      keepsAway("promotion", "custody does not wait for its audit", ours("audit"), ours("alert"));

  @ArchTest
  static final ArchRule AUDIT =
      keepsAway("audit", "who audits a step takes no part in it", ours("promotion"));

  @ArchTest
  static final ArchRule ALERT =
      keepsAway(
          "alert",
          "an alert carries a finding and does not decide what one is",
          ours("intake"),
          ours("digest"),
          ours("record"),
          ours("promotion"),
          ours("audit"),
          ours("canary"),
          ours("baseline"));

  @ArchTest
  static final ArchRule CANARY =
      keepsAway(
          "canary",
          "who proves a step takes no part in it, from inside the service or outside",
          CAMEL,
          ours("camel"),
          ours("localcloud"),
          ours("cli"),
          ours("ops"),
          ours("intake"),
          ours("digest"),
          ours("promotion"),
          ours("baseline"));

  @ArchTest
  static final ArchRule BASELINE =
      keepsAway(
          "baseline", "an account can be made ready before anything runs in it", ours("promotion"));

  @ArchTest
  static final ArchRule AWS =
      keepsAway(
          "aws",
          "adapters serve whoever calls: routes, commands and tests alike",
          CAMEL,
          ours("camel"),
          ours("cli"),
          ours("ops"));

  @ArchTest
  static final ArchRule BEANS_OF_THE_ROUTES =
      keepsAway(
          "camel",
          "the routes run the same against AWS and against the local cloud",
          ours("localcloud"),
          ours("cli"),
          ours("ops"));

  @ArchTest
  static final ArchRule LOCAL_CLOUD =
      keepsAway("localcloud", "a cloud that knows what it is tested with proves nothing", stages());

  @ArchTest
  static final ArchRule STAGES =
      noClasses()
          .that()
          .resideInAnyPackage(stages())
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ours("camel"), ours("localcloud"), ours("cli"), ours("ops"))
          .because("judgement stands apart from the machinery that calls it");

  @ArchTest
  static final ArchRule OPS =
      keepsAway("ops", "watching must not be able to act", ours("promotion"), ours("aws"));

  @ArchTest
  static final ArchRule NOBODY_NEEDS_CLI_OR_OPS =
      noClasses()
          .that()
          .resideOutsideOfPackages(ours("app"), ours("local"), ours("cli"), ours("ops"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ours("cli"), ours("ops"))
          .because("commands and pages are leaves: either can change without the service noticing");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("dev.waybill.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a cycle has no bottom to start reading at");

  private static ArchRule keepsAway(String name, String reason, String... forbidden) {
    return noClasses()
        .that()
        .resideInAPackage(ours(name))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .because(reason);
  }

  private static String[] stages() {
    return Stream.of("intake", "digest", "record", "promotion", "audit", "alert", "baseline")
        .map(PackageTableTest::ours)
        .toArray(String[]::new);
  }

  /** A package of ours; one that is gone must not stand in a rule, which would forbid nothing. */
  private static String ours(String name) {
    if (!Files.isDirectory(Path.of("src/main/java/dev/waybill", name.split("\\.")))) {
      throw new IllegalArgumentException("no package dev.waybill." + name);
    }
    return "dev.waybill." + name + "..";
  }
}
