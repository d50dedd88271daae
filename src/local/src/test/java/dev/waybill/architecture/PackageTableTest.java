package dev.waybill.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** The dependencies that packages must not have; docs/architecture.md shows the same table. */
@AnalyzeClasses(locations = ShippedClasses.class)
final class PackageTableTest {
  private static final String CAMEL = "org.apache.camel..";
  private static final String SDK = "software.amazon..";

  /** Custody, its audit and everything else that decides, in the order of one object's way. */
  private static final String[] STAGE_NAMES = {
    "intake",
    "digest",
    "provenance",
    "promotion",
    "custody",
    "log",
    "fixity",
    "drill",
    "reconcile",
    "claims",
    "deadletter",
    "audit",
    "trail",
    "why",
    "evidence",
    "canary",
    "alert",
    "baseline"
  };

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
  static final ArchRule LOCAL_CLOUD =
      noClasses()
          .that()
          .resideInAPackage(ours("localcloud"))
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.waybill..").and(not(resideInAPackage(ours("localcloud")))))
          .because("a cloud that knows the software it is tested with proves nothing");

  @ArchTest
  static final ArchRule MODEL =
      classes()
          .that()
          .resideInAPackage(ours("model"))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "org.jspecify.annotations..", ours("model"), ours("record.object"))
          .because("the terms of the trade outlive every library");

  @ArchTest
  static final ArchRule SETTINGS =
      keepsAway(
          "settings",
          "a configuration can be checked without starting the service",
          Stream.concat(Arrays.stream(stages()), Stream.of(CAMEL, SDK, ours("camel"), ours("aws")))
              .toArray(String[]::new));

  @ArchTest
  static final ArchRule STAGES =
      noClasses()
          .that()
          .resideInAnyPackage(stages())
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CAMEL, ours("camel"), ours("cli"), ours("ops"), ours("app"))
          .because("a stage decides the same, whatever calls it");

  @ArchTest
  static final ArchRule STAGES_WITHOUT_THE_SDK =
      noClasses()
          .that()
          .resideInAnyPackage(stages())
          .and()
          // Its subject is AWS's configuration, so it speaks to the SDK by nature.
          .resideOutsideOfPackage(ours("baseline"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SDK, ours("aws"))
          .because("stages speak to AWS through ports, which dev.waybill.aws implements");

  @ArchTest
  static final ArchRule INTAKE =
      keepsAway(
          "intake",
          "the meaning of a notification does not depend on later stages",
          ours("digest"),
          ours("provenance"),
          ours("promotion"),
          ours("audit"),
          ours("alert"),
          ours("baseline"));

  @ArchTest
  static final ArchRule PROMOTION =
      keepsAway("promotion", "custody does not wait for its audit", ours("audit"), ours("alert"));

  @ArchTest
  static final ArchRule AUDIT =
      keepsAway("audit", "an audit takes no part in the step that it audits", ours("promotion"));

  @ArchTest
  static final ArchRule ALERT =
      keepsAway(
          "alert",
          "an alert carries a finding and does not decide what a finding is",
          ours("intake"),
          ours("digest"),
          ours("provenance"),
          ours("promotion"),
          ours("audit"),
          ours("canary"),
          ours("baseline"));

  @ArchTest
  static final ArchRule CANARY =
      keepsAway(
          "canary",
          "a probe takes no part in the steps that it proves, from inside the service or outside",
          ours("intake"),
          ours("digest"),
          ours("promotion"),
          ours("baseline"));

  @ArchTest
  static final ArchRule BASELINE =
      keepsAway(
          "baseline", "an account can be made ready before anything runs in it", ours("promotion"));

  @ArchTest
  static final ArchRule HTTP =
      classes()
          .that()
          .resideInAPackage(ours("http"))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "io.vertx.core..", "org.jspecify.annotations..", ours("http"))
          .because("the witness shares it with the service, and nothing else of the service");

  @ArchTest
  static final ArchRule WITNESS =
      noClasses()
          .that()
          .resideInAPackage(ours("witness"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              Stream.concat(
                      Arrays.stream(stages()),
                      Stream.of(
                          CAMEL,
                          SDK,
                          ours("aws"),
                          ours("camel"),
                          ours("settings"),
                          ours("startup"),
                          ours("cli"),
                          ours("ops"),
                          ours("app")))
                  .toArray(String[]::new))
          .because("a witness runs apart from the service, and shares none of its mistakes");

  @ArchTest
  static final ArchRule AWS =
      keepsAway(
          "aws",
          "adapters serve every caller: routes, commands and tests alike",
          CAMEL,
          ours("camel"),
          ours("cli"),
          ours("ops"),
          ours("app"));

  @ArchTest
  static final ArchRule BEANS_OF_THE_ROUTES =
      keepsAway(
          "camel",
          "routes run the same against AWS and against the local cloud",
          ours("localcloud"),
          ours("cli"),
          ours("ops"),
          ours("app"));

  @ArchTest
  static final ArchRule LINT =
      keepsAway(
          "lint",
          "a check of files loads and starts nothing",
          Stream.concat(
                  Arrays.stream(stages()),
                  Stream.of(CAMEL, SDK, ours("camel"), ours("aws"), ours("cli"), ours("app")))
              .toArray(String[]::new));

  @ArchTest
  static final ArchRule SERVICE =
      noClasses()
          .that()
          .resideOutsideOfPackages(ours("localcloud"), ours("local"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ours("localcloud"), ours("local"))
          .because("no class of the local cloud is in a production jar");

  @ArchTest
  static final ArchRule STATUS =
      keepsAway(
          "status",
          "a page that only reads needs neither routes nor clients",
          CAMEL,
          SDK,
          ours("aws"),
          ours("camel"),
          ours("cli"),
          ours("ops"),
          ours("app"));

  @ArchTest
  static final ArchRule OPS =
      keepsAway("ops", "observing must not be able to act", ours("promotion"), ours("aws"));

  @ArchTest
  static final ArchRule CLI_AND_OPS_ARE_LEAVES =
      noClasses()
          .that()
          .resideOutsideOfPackages(ours("app"), ours("local"), ours("cli"), ours("ops"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ours("cli"), ours("ops"))
          .because("commands and pages can change without the service noticing");

  @ArchTest
  static final ArchRule ONE_COMPOSITION_ROOT =
      noClasses()
          .that()
          .resideOutsideOfPackages(ours("app"), ours("local"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ours("app"))
          .because("parts are wired in one place, and parts do not know that place");

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
    return Arrays.stream(STAGE_NAMES).map(PackageTableTest::ours).toArray(String[]::new);
  }

  /**
   * Returns the pattern of one of our packages.
   *
   * @throws IllegalArgumentException when no module has the package: a rule about it would forbid
   *     nothing
   */
  private static String ours(String name) {
    String folder = "src/main/java/dev/waybill/" + name.replace('.', '/');
    if (Modules.names().stream()
        .noneMatch(module -> Files.isDirectory(Path.of("src", module, folder)))) {
      throw new IllegalArgumentException("no package dev.waybill." + name);
    }
    return "dev.waybill." + name + "..";
  }
}
