package dev.waybill.localcloud.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waybill.localcloud.wire.Principal;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests of the requests that a policy denies and of the policies that are rejected as unsupported.
 */
final class PolicyDocumentTest {
  private static final String ACCOUNT = "000000000000";
  private static final String OBJECT = "arn:aws:s3:::b/records/a";
  private static final Principal ROLE = Principal.of(ACCOUNT, "writer");

  @Test
  void deniesOtherRolesThanTheNamedOne() {
    String onlyWriter =
        deny(
            "\"ArnNotLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::000000000000:role/writer\"}",
            "s3:PutObject");
    assertThat(denies(onlyWriter, "writer", "s3:PutObject", Map.of())).isFalse();
    assertThat(denies(onlyWriter, "other", "s3:PutObject", Map.of())).isTrue();
    assertThat(denies(onlyWriter, "AKIAWRITER", "s3:PutObject", Map.of())).isTrue();
    assertThat(denies(onlyWriter, "other", "s3:GetObject", Map.of())).isFalse();
  }

  /** A condition with a negated operator also matches a request without a value. */
  @ParameterizedTest
  @CsvSource({
    "StringNotEquals, aws:kms, aws:kms, false",
    "StringNotEquals, aws:kms, AES256, true",
    "StringNotEquals, aws:kms, , true",
    "StringNotEqualsIfExists, aws:kms, , true",
    "StringEquals, aws:kms, , false",
    "StringEqualsIfExists, aws:kms, , true",
    "StringEquals, AWS:KMS, aws:kms, false",
    "StringEqualsIgnoreCase, AWS:KMS, aws:kms, true",
    "StringLike, aws:*, aws:kms:dsse, true",
    "StringLike, aws:???, aws:kms, true",
    "StringLike, aws:???, aws:kms:dsse, false",
    "StringEquals, aws:*, aws:kms, false",
    "StringNotLike, aws:*, aws:kms, false",
    "StringNotLike, aws:*, AES256, true",
    "Null, true, , true",
    "Null, true, AES256, false",
    "Null, false, AES256, true",
    "Null, false, , false"
  })
  void evaluatesCondition(String operator, String value, String actual, boolean denied) {
    String key = "s3:x-amz-server-side-encryption";
    String policy = deny("\"%s\":{\"%s\":\"%s\"}".formatted(operator, key, value), "s3:PutObject");
    Map<String, String> context = actual == null ? Map.of() : Map.of(key, actual);
    assertThat(denies(policy, "writer", "s3:PutObject", context)).isEqualTo(denied);
  }

  @Test
  void comparesConditionKeysIgnoringCase() {
    String policy = deny("\"Bool\":{\"AWS:securetransport\":false}", "s3:*");
    assertThat(denies(policy, "x", "s3:GetObject", Map.of("aws:SecureTransport", "false")))
        .isTrue();
    assertThat(denies(policy, "x", "s3:GetObject", Map.of("aws:SecureTransport", "true")))
        .isFalse();
  }

  @Test
  void requiresAllConditionsToMatch() {
    String policy =
        deny(
            "\"Null\":{\"s3:if-none-match\":\"true\"},\"Bool\":{\"s3:ObjectCreationOperation\":\"true\"}",
            "s3:PutObject");
    Map<String, String> whole = Map.of("s3:ObjectCreationOperation", "true");
    assertThat(denies(policy, "x", "s3:PutObject", whole)).isTrue();
    Map<String, String> part = Map.of("s3:ObjectCreationOperation", "false");
    assertThat(denies(policy, "x", "s3:PutObject", part)).isFalse();
    Map<String, String> conditional = new HashMap<>(whole);
    conditional.put("s3:if-none-match", "*");
    assertThat(denies(policy, "x", "s3:PutObject", conditional)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"*\"', true",
    "'{\"AWS\":\"*\"}', true",
    "'{\"AWS\":\"000000000000\"}', true",
    "'{\"AWS\":\"arn:aws:iam::000000000000:root\"}', true",
    "'{\"AWS\":\"arn:aws:iam::000000000000:role/writer\"}', true",
    "'{\"AWS\":\"arn:aws:sts::000000000000:assumed-role/writer/session\"}', true",
    "'{\"AWS\":[\"arn:aws:iam::000000000000:role/x\",\"arn:aws:iam::000000000000:role/writer\"]}', true",
    "'{\"AWS\":\"arn:aws:iam::000000000000:role/write\"}', false",
    "'{\"AWS\":\"arn:aws:iam::000000000000:user/writer\"}', false",
    "'{\"AWS\":\"arn:aws:iam::999999999999:root\"}', false",
    "'{\"Service\":\"cloudtrail.amazonaws.com\"}', false"
  })
  void matchesPrincipalByEachOfItsNames(String principal, boolean denied) {
    String policy =
        "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":%s,\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::b/*\"}]}"
            .formatted(principal);
    assertThat(denies(policy, "writer", "s3:PutObject", Map.of())).isEqualTo(denied);
  }

  @Test
  void deniesEvenIfAnotherStatementAllows() {
    String policy =
        """
        {"Statement":[
          {"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::b/*"},
          {"Effect":"Deny","Principal":"*","Action":"s3:Put*","Resource":"arn:aws:s3:::b/*"}]}""";
    PolicyDocument document = PolicyDocument.parse(policy);
    assertThat(document.allows(request("s3:PutObject", OBJECT))).isFalse();
    assertThat(document.allows(request("s3:GetObject", OBJECT))).isTrue();
    assertThat(document.allows(request("s3:ListBucket", "arn:aws:s3:::b"))).isFalse();
  }

  @Test
  void appliesToAllExceptNotActionAndNotResource() {
    PolicyDocument document =
        PolicyDocument.parse(
            """
            {"Statement":{"Effect":"Deny","Principal":"*","NotAction":["s3:Get*","s3:PutObject"],
             "NotResource":"arn:aws:s3:::b/free/*"}}""");
    assertThat(document.denies(request("s3:DeleteObject", OBJECT))).isTrue();
    assertThat(document.denies(request("s3:GetObject", OBJECT))).isFalse();
    assertThat(document.denies(request("s3:DeleteObject", "arn:aws:s3:::b/free/x"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ForAnyValue:StringEquals\":{\"aws:PrincipalArn\":\"a\"}}",
        "{\"ForAllValues:StringLike\":{\"aws:PrincipalArn\":\"a\"}}",
        "{\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}}",
        "{\"DateLessThan\":{\"aws:CurrentTime\":\"2026-01-01T00:00:00Z\"}}",
        "{\"StringEqual\":{\"aws:PrincipalArn\":\"a\"}}",
        "{\"NullIfExists\":{\"aws:PrincipalArn\":\"true\"}}",
        "{\"StringEquals\":{\"aws:PrincipalTag/team\":\"a\"}}",
        "{\"StringEquals\":{\"s3:x-amz-server-side-encryptio\":\"aws:kms\"}}",
        "{\"StringEquals\":{\"aws:PrincipalArn\":[]}}",
        "{\"StringLike\":{\"aws:PrincipalArn\":\"${aws:username}\"}}"
      })
  void rejectsUnsupportedCondition(String condition) {
    assertRejected(
        statement("\"Principal\":\"*\",\"Action\":\"s3:*\"", ",\"Condition\":" + condition));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"Action\":\"s3:*\"",
        "\"Principal\":\"*\"",
        "\"Principal\":\"me\",\"Action\":\"s3:*\"",
        "\"Principal\":{},\"Action\":\"s3:*\"",
        "\"Principal\":{\"AWS\":\"arn:aws:iam::000000000000:role/*\"},\"Action\":\"s3:*\"",
        "\"Principal\":{\"Federated\":\"x\"},\"Action\":\"s3:*\"",
        "\"NotPrincipal\":{\"AWS\":\"000000000000\"},\"Action\":\"s3:*\"",
        "\"Principal\":\"*\",\"Action\":\"PutObject\"",
        "\"Principal\":\"*\",\"Action\":\"s3:*\",\"NotAction\":\"s3:*\""
      })
  void rejectsInvalidStatement(String members) {
    assertRejected(statement(members, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"Statement\":[]}",
        "{\"Version\":\"2012-10-18\",\"Statement\":{}}",
        "{\"Statment\":{}}",
        "{\"Statement\":[{\"Effect\":\"Forbid\"}]}"
      })
  void rejectsTextThatIsNotAPolicy(String text) {
    assertRejected(text);
  }

  @Test
  void requiresResourcesOfBucketAndActionsOfS3() {
    assertThatCode(() -> PolicyDocument.parse(deny("", "s3:*")).requireBucket("b"))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(MalformedPolicyException.class)
        .isThrownBy(() -> PolicyDocument.parse(deny("", "s3:*")).requireBucket("c"))
        .withMessage("Policy has invalid resource");
    assertThatExceptionOfType(MalformedPolicyException.class)
        .isThrownBy(() -> PolicyDocument.parse(deny("", "sqs:SendMessage")).requireBucket("b"))
        .withMessage("Policy has invalid action");
  }

  @ParameterizedTest
  @CsvSource({
    "Allow, '\"*\"', '{}', true",
    "Deny, '\"*\"', '{}', false",
    "Allow, '{\"AWS\":\"000000000000\"}', '{}', false",
    "Allow, '\"*\"', '{\"StringEquals\":{\"aws:SourceAccount\":\"000000000000\"}}', false",
    "Allow, '\"*\"', '{\"StringNotEquals\":{\"aws:SourceAccount\":\"000000000000\"}}', true",
    "Allow, '\"*\"', '{\"StringLike\":{\"aws:PrincipalArn\":\"*\"}}', true",
    "Allow, '\"*\"', '{\"Bool\":{\"aws:SecureTransport\":\"true\"}}', true"
  })
  void isPublicIfEveryoneIsAllowed(
      String effect, String principal, String condition, boolean isPublic) {
    String policy =
        "{\"Statement\":{\"Effect\":\"%s\",\"Principal\":%s,\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::b/*\",\"Condition\":%s}}"
            .formatted(effect, principal, condition);
    assertThat(PolicyDocument.parse(policy).isPublic()).isEqualTo(isPublic);
  }

  private static void assertRejected(String text) {
    assertThatExceptionOfType(MalformedPolicyException.class)
        .isThrownBy(() -> PolicyDocument.parse(text));
  }

  private static String statement(String members, String more) {
    return "{\"Statement\":[{\"Effect\":\"Deny\",%s,\"Resource\":\"arn:aws:s3:::b/*\"%s}]}"
        .formatted(members, more);
  }

  private static String deny(String condition, String action) {
    return statement(
        "\"Principal\":\"*\",\"Action\":\"" + action + "\"", ",\"Condition\":{" + condition + "}");
  }

  private static boolean denies(
      String policy, String caller, String action, Map<String, String> context) {
    Principal principal = Principal.of(ACCOUNT, caller);
    Map<String, String> whole = new HashMap<>(context);
    whole.put("aws:PrincipalArn", principal.grantee());
    return PolicyDocument.parse(policy)
        .denies(new PolicyRequest(PolicyPrincipal.of(principal), action, OBJECT, whole));
  }

  private static PolicyRequest request(String action, String resource) {
    return new PolicyRequest(PolicyPrincipal.of(ROLE), action, resource, Map.of());
  }
}
