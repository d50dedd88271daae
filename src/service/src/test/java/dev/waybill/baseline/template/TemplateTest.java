package dev.waybill.baseline.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.baseline.desired.BucketRole;
import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.desired.DesiredPolicy;
import dev.waybill.baseline.desired.DesiredStatement;
import dev.waybill.baseline.desired.Policies;
import dev.waybill.baseline.desired.RolePermissions;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudFormation template of the baseline, for operators who do not run apply. */
final class TemplateTest {
  private static final Path HOME = Path.of("").toAbsolutePath();

  private static final String RECORDS = "arn:aws:s3:::caa304-provenance/*";

  /** Limit of IAM in characters; IAM ignores whitespace. */
  private static final int MANAGED_POLICY_LIMIT = 6144;

  private static final int BUCKET_POLICY_LIMIT = 20 * 1024;

  @Test
  void publishedTemplateEqualsPrintedTemplate() throws IOException {
    assertThat(Files.readString(HOME.resolve("deploy/waybill-baseline.json")).strip())
        .as("fix with: ./mvnw -q compile exec:java -Dexec.args=\"baseline template\"")
        .isEqualTo(Template.of(settings(Map.of()), HOME).strip());
  }

  @Test
  void retainsResourcesWithDataWhenStackIsDeleted() throws IOException {
    for (JsonNode resource : resources(Map.of())) {
      if (List.of("AWS::S3::Bucket", "AWS::KMS::Key", "AWS::SQS::Queue")
          .contains(resource.path("Type").asText())) {
        assertThat(resource.path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(resource.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
      }
    }
  }

  @Test
  void namesNoAccountOrRegion() throws IOException {
    String text = Template.of(settings(Map.of()), HOME);

    assertThat(text).doesNotContainPattern("\\d{12}").doesNotContain("arn:aws:");
    assertThat(text).contains("${!account}/CloudTrail/${!region}/${!day}".replace("!", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"service", "operator", "auditor"})
  void policyOfRoleFitsIntoManagedPolicy(String role) {
    assertThat(DesiredPolicy.of(permissions(role)).text().length())
        .isLessThan(MANAGED_POLICY_LIMIT);
  }

  /** The most scopes that settings accept, each with two buckets of long names. */
  @Test
  void policiesOfManyScopesFitIntoTheLimits() throws IOException {
    Map<String, String> settings = new HashMap<>();
    for (int i = 10; i < 26; i++) {
      String scope = "waybill.scopes.a-scope-with-a-long-name-" + i;
      settings.put(
          scope + ".bucket", "a-bucket-with-a-name-as-long-as-names-of-buckets-may-be-" + i);
      settings.put(scope + ".destination-bucket", "b-bucket-with-a-long-name-of-its-own-" + i);
      settings.put(scope + ".retention", i % 2 == 0 ? "0s" : "1d");
    }
    Deployment deployment = deployment(settings);
    RolePermissions roles = new RolePermissions(deployment);
    List<List<DesiredStatement>> policies =
        Stream.of(roles.service(), roles.operator(), roles.auditor())
            .flatMap(it -> PolicyParts.of(it).stream())
            .toList();

    assertThat(policies)
        .as("a role can have ten policies")
        .hasSizeBetween(4, 12)
        .allSatisfy(
            it ->
                assertThat(DesiredPolicy.of(it).text().length()).isLessThan(MANAGED_POLICY_LIMIT));
    assertThat(BucketRole.all(deployment))
        .hasSizeGreaterThan(30)
        .allSatisfy(
            it ->
                assertThat(DesiredPolicy.of(it.statements()).text().length())
                    .isLessThan(BUCKET_POLICY_LIMIT));
    assertThat(resources(settings).toString()).contains("waybill-service-2");
  }

  @Test
  void bucketPolicyFitsIntoLimit() {
    assertThat(DesiredPolicy.of(Policies.provenance(deployment())).text().length())
        .isLessThan(BUCKET_POLICY_LIMIT);
    assertThat(
            DesiredPolicy.of(Policies.raw(deployment(), deployment().scopeBuckets().get(0)))
                .text()
                .length())
        .isLessThan(BUCKET_POLICY_LIMIT);
  }

  @Test
  void logBucketPolicyDeniesEveryWriterButServicesAndTheRoleForEmergencies() {
    Deployment rescued =
        Deployment.of(
            settings(Map.of("waybill.raw.break-glass", "rescuer")),
            "aws",
            "111111111111",
            "eu-central-1");

    JsonNode statement = writesAlone(deployment());
    assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
    assertThat(statement.path("Condition").size()).isEqualTo(1);
    assertThat(statement.at("/Condition/BoolIfExists/aws:PrincipalIsAWSService").asText())
        .isEqualTo("false");
    assertThat(writesAlone(rescued).at("/Condition/ArnNotLike/aws:PrincipalArn").toString())
        .contains("role/rescuer");
  }

  private static JsonNode writesAlone(Deployment deployment) {
    return Policies.log(deployment).stream()
        .filter(it -> it.sid().equals("WaybillTrailWritesAlone"))
        .findFirst()
        .orElseThrow()
        .json();
  }

  @Test
  void rawBucketPolicyExceptsOnlyRolesOfSettings() {
    Deployment deployment =
        Deployment.of(
            settings(Map.of("waybill.raw.break-glass", "rescuer")),
            "aws",
            "111111111111",
            "eu-central-1");

    assertThat(exceptions(deployment(), "WaybillPromotesAlone"))
        .isEqualTo(exceptions(deployment(), "WaybillVersionsStay"))
        .containsExactly(
            "arn:aws:iam::111111111111:role/waybill", "arn:aws:iam::111111111111:role/*/waybill");
    assertThat(exceptions(deployment(), "WaybillRetentionStays")).isEmpty();
    assertThat(exceptions(deployment, "WaybillPromotesAlone"))
        .hasSize(4)
        .contains("arn:aws:iam::111111111111:role/rescuer");
    assertThat(exceptions(deployment, "WaybillRetentionStays"))
        .containsExactly(
            "arn:aws:iam::111111111111:role/rescuer", "arn:aws:iam::111111111111:role/*/rescuer");
  }

  private static List<String> exceptions(Deployment deployment, String sid) {
    JsonNode statement =
        Policies.raw(deployment, deployment.scopeBuckets().get(0)).stream()
            .filter(it -> it.sid().equals(sid))
            .findFirst()
            .orElseThrow()
            .json();
    return StreamSupport.stream(
            statement.at("/Condition/ArnNotLike/aws:PrincipalArn").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"service", "operator", "auditor"})
  void policiesUseNoWildcardActionsAndNameResources(String role) {
    for (DesiredStatement statement : permissions(role)) {
      assertThat(statement.json().path("Action").toString())
          .as(statement.sid())
          .doesNotContain("*");
      String resource = statement.json().path("Resource").asText();
      assertThat(resource.equals("*"))
          .as(statement.sid() + " names what it is about")
          .isEqualTo(List.of("MakeKey", "ReadTrails").contains(statement.sid()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"service", "operator", "auditor"})
  void onlyServiceMayDeleteSourcesAndWhatTheLogReplaced(String role) {
    List<String> deleting =
        permissions(role).stream()
            .filter(it -> it.json().path("Action").toString().matches(".*(s3:Delete|Bypass).*"))
            .filter(it -> !coversOnlyUndeliveredAlerts(it))
            .map(DesiredStatement::sid)
            .toList();

    assertThat(deleting)
        .isEqualTo(
            role.equals("service")
                ? List.of("RemoveSources", "HideSuperseded", "AlterDrills", "TidyLog")
                : List.of());
  }

  @Test
  void serviceHidesOnlyReplacedObjectsInTheProvenanceBucket() {
    assertThat(permissions("service"))
        .filteredOn(it -> it.sid().equals("TidyLog"))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.json().path("Action").asText()).isEqualTo("s3:DeleteObject");
              assertThat(it.json().path("Resource"))
                  .extracting(JsonNode::asText)
                  .containsExactly(
                      "arn:aws:s3:::caa304-provenance/log/pending/*",
                      "arn:aws:s3:::caa304-provenance/log/tile/*.p/*");
            });
  }

  /** In a bucket with versioning, a delete without a version id removes no bytes. */
  @Test
  void serviceHidesObjectsOnlyUnderIncoming() {
    assertThat(permissions("service"))
        .filteredOn(it -> it.sid().equals("HideSuperseded"))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.json().path("Action").asText()).isEqualTo("s3:DeleteObject");
              assertThat(it.json().path("Resource").asText())
                  .isEqualTo("arn:aws:s3:::caa304-raw-data/incoming/*");
            });
  }

  @Test
  void signingKeyOfKmsIsAResourceThatOnlyTheServiceSignsWith() throws IOException {
    Map<String, String> set = Map.of("waybill.signing.key", "alias/waybill-signing");
    RolePermissions permissions =
        new RolePermissions(
            Deployment.of(settings(set), "aws", "111111111111", "eu-central-1")
                .withKey("arn:aws:kms:eu-central-1:111111111111:alias/k"));

    assertThat(DesiredPolicy.of(permissions.service()).text())
        .contains(
            "kms:Sign", "kms:GetPublicKey", "\"kms:ResourceAliases\":\"alias/waybill-signing\"");
    assertThat(DesiredPolicy.of(permissions.auditor()).text())
        .contains("kms:GetPublicKey")
        .doesNotContain("kms:Sign");
    assertThat(DesiredPolicy.of(permissions.operator()).text()).doesNotContain("kms:Sign");
    assertThat(Template.of(settings(set), HOME))
        .contains("\"SigningKey\"", "ECC_NIST_P256", "SIGN_VERIFY", "alias/waybill-signing");
    assertThat(Template.of(settings(Map.of()), HOME)).doesNotContain("SigningKey", "kms:Sign");
  }

  /** S3 shows the retention of an object only to principals with this right. */
  @ParameterizedTest
  @CsvSource({"0s,0,0,0", "30d,1,1,0"})
  void readersOfEvidenceReadRetentionOfPromotedObjectsWhenTheyGetOne(
      String retention, int service, int auditor, int operator) {
    RolePermissions permissions =
        new RolePermissions(
            Deployment.of(
                    settings(Map.of("waybill.raw.retention", retention)),
                    "aws",
                    "111111111111",
                    "eu-central-1")
                .withKey("arn:aws:kms:eu-central-1:111111111111:alias/k"));

    assertThat(readRetention(permissions.service())).hasSize(service);
    assertThat(readRetention(permissions.auditor())).hasSize(auditor);
    assertThat(readRetention(permissions.operator())).hasSize(operator);
    assertThat(permissions.service())
        .as("the retention of records is renewed before it ends")
        .anyMatch(
            it ->
                it.json().path("Action").toString().contains("s3:GetObjectRetention")
                    && it.json().path("Resource").asText().equals(RECORDS));
  }

  private static List<DesiredStatement> readRetention(List<DesiredStatement> statements) {
    List<DesiredStatement> reading =
        statements.stream()
            .filter(it -> it.json().path("Action").toString().contains("s3:GetObjectRetention"))
            .filter(it -> !it.json().path("Resource").asText().equals(RECORDS))
            .toList();
    assertThat(reading)
        .extracting(it -> it.json().path("Resource").asText())
        .allMatch("arn:aws:s3:::caa304-raw-data/processed/*"::equals);
    return reading;
  }

  private static boolean coversOnlyUndeliveredAlerts(DesiredStatement statement) {
    JsonNode resource = statement.json().path("Resource");
    return resource.isTextual()
        && resource.asText().equals("arn:aws:s3:::caa304-athena-results/waybill/undelivered/*");
  }

  @Test
  void serviceMayDeliverOnlyToConfiguredSinks() {
    Map<String, String> sinks =
        Map.of(
            "waybill.alert.sns.topic", "arn:aws:sns:eu-central-1:111111111111:alerts",
            "waybill.alert.sqs.queue", "https://sqs.eu-central-1.amazonaws.com/111111111111/alerts",
            "waybill.alert.eventbridge.bus", "alerts");
    Deployment deployment =
        Deployment.of(settings(sinks), "aws", "111111111111", "eu-central-1")
            .withKey("arn:aws:kms:eu-central-1:111111111111:alias/k");
    String text = DesiredPolicy.of(new RolePermissions(deployment).service()).text();

    assertThat(text)
        .contains(
            "arn:aws:sns:eu-central-1:111111111111:alerts",
            "arn:aws:sqs:eu-central-1:111111111111:alerts",
            "arn:aws:events:eu-central-1:111111111111:event-bus/alerts");
    assertThat(DesiredPolicy.of(permissions("service")).text())
        .doesNotContain("sns:Publish", "events:PutEvents", "TellQueue");
  }

  @Test
  void takesResourceNamesFromSettings() throws IOException {
    String text =
        Template.of(
            settings(
                Map.of(
                    "waybill.raw.bucket", "other-raw",
                    "waybill.trail", "arn:aws:cloudtrail:eu-west-1:111111111111:trail/other-trail",
                    "waybill.queue", "https://sqs.eu-west-1.amazonaws.com/111111111111/other-queue",
                    "waybill.service.role", "other-role")),
            HOME);

    assertThat(text)
        .contains("\"other-raw\"", "\"other-trail\"", "\"other-queue\"", "role/other-role")
        .doesNotContain("caa304-raw-data/", "caa304-data-events");
  }

  private static Iterable<JsonNode> resources(Map<String, String> more) throws IOException {
    JsonNode all = new ObjectMapper().readTree(Template.of(settings(more), HOME)).path("Resources");
    return StreamSupport.stream(all.spliterator(), false).toList();
  }

  private static List<DesiredStatement> permissions(String role) {
    RolePermissions permissions = new RolePermissions(deployment());
    return switch (role) {
      case "service" -> permissions.service();
      case "operator" -> permissions.operator();
      default -> permissions.auditor();
    };
  }

  private static Deployment deployment() {
    return deployment(Map.of());
  }

  private static Deployment deployment(Map<String, String> more) {
    return Deployment.of(settings(more), "aws", "111111111111", "eu-central-1")
        .withKey("arn:aws:kms:eu-central-1:111111111111:key/11111111-2222-3333-4444-555555555555");
  }

  private static Settings settings(Map<String, String> more) {
    return new SettingsLoader(HOME, Map.of()).loadWithoutSigning(more).settings();
  }
}
