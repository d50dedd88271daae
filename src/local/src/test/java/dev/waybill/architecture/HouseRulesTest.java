package dev.waybill.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Habits that every package keeps, each with its reason. */
@AnalyzeClasses(locations = ShippedClasses.class)
final class HouseRulesTest {
  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_A_TYPE_IS =
      noClasses()
          .should()
          .haveNameMatching(".*(Utils?|Impl|Helper|Manager)$")
          .orShould()
          .haveNameMatching(".*\\.(My|Abstract)[A-Z][^.]*$")
          .because("such a name says how a type came to be, not what it is");

  @ArchTest
  static final ArchRule ONE_LOGGING_API =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.util.logging..", "org.apache.logging..", "org.apache.commons.logging..")
          .because("SLF4J is the one way to log; the binding is chosen in config/");

  @ArchTest
  static final ArchRule ONLY_COMMANDS_TALK_TO_THE_CONSOLE =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.waybill.cli..", "dev.waybill.local..", "dev.waybill.record.cli..")
          .and()
          // It writes nothing of its own: it keeps a library's prints away.
          .doNotHaveFullyQualifiedName("dev.waybill.localcloud.athena.StandardOutputFilter")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("what a script reads on standard output is the commands' promise");

  @ArchTest
  static final ArchRule ONE_PLACE_ENDS_THE_PROCESS =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.waybill.app.Waybill")
          .and()
          .doNotHaveFullyQualifiedName("dev.waybill.local.WaybillLocal")
          .and()
          .doNotHaveFullyQualifiedName("dev.waybill.record.cli.WaybillVerify")
          .should()
          .callMethod(System.class, "exit", int.class)
          .because("a command returns its exit code; only main ends the process");

  @ArchTest
  static final ArchRule CONSTRUCTORS_WIRE =
      noFields()
          .should()
          .beAnnotatedWith("org.apache.camel.BeanInject")
          .orShould()
          .beAnnotatedWith("org.apache.camel.EndpointInject")
          .orShould()
          .beAnnotatedWith("org.apache.camel.PropertyInject")
          .orShould()
          .beAnnotatedWith("org.apache.camel.Produce")
          .orShould()
          .beAnnotatedWith("jakarta.inject.Inject")
          .orShould()
          .beAnnotatedWith("javax.inject.Inject")
          .because("an object is whole once it is made");

  @ArchTest
  static final ArchRule NO_STATIC_STATE =
      fields()
          .that()
          .areStatic()
          .should()
          .beFinal()
          .because("two services in one process must not share anything that changes");

  @ArchTest
  static final ArchRule FOREIGN_TEXT_IS_NEVER_EVALUATED =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.camel.language..", "javax.script..", "groovy..")
          .orShould()
          .callMethod(Runtime.class, "exec", String.class)
          .because("a key named ${…} is data wherever it goes");

  @ArchTest
  static final ArchRule NO_JAVA_SERIALIZATION =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.ObjectInputStream")
          .because("reading foreign bytes as objects runs foreign code");
}
