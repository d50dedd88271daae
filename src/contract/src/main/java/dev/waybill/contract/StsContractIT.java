package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Contract of STS: temporary credentials and their identities. */
@ExtendWith(CloudExtension.class)
final class StsContractIT {
  private static final String ROLE = "arn:aws:iam::000000000000:role/teams/sealer";

  private final CloudUnderTest cloud;
  private final StsClient sts;

  StsContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.sts = as(cloud.credentials());
  }

  @Test
  void anAssumedRoleIsTheCallerIdentity() {
    var assumed = sts.assumeRole(it -> it.roleArn(ROLE).roleSessionName("night"));
    // LocalStack's ids begin with an L, to distinguish them from those of AWS.
    assertThat(assumed.credentials().accessKeyId()).matches("[AL]SIA\\w+");
    assertThat(assumed.credentials().expiration())
        .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3700));
    try (StsClient session = as(session(assumed.credentials()))) {
      assertThat(session.getCallerIdentity().arn())
          .isEqualTo("arn:aws:sts::000000000000:assumed-role/sealer/night")
          .isEqualTo(assumed.assumedRoleUser().arn());
    }
  }

  @Test
  void aSessionSurvivesARestart() {
    cloud.assumeRestartable();
    var assumed = sts.assumeRole(it -> it.roleArn(ROLE).roleSessionName("kept"));
    cloud.restart();
    try (StsClient session = as(session(assumed.credentials()))) {
      assertThat(session.getCallerIdentity().arn()).endsWith("assumed-role/sealer/kept");
    }
  }

  @Test
  void aWebIdentityNeedsNoSignature() {
    cloud.assumeRestartable();
    try (StsClient unsigned =
        cloud
            .configure(StsClient.builder(), cloud.credentials())
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build()) {
      AssumeRoleWithWebIdentityResponse assumed =
          unsigned.assumeRoleWithWebIdentity(
              it ->
                  it.roleArn(ROLE)
                      .roleSessionName("pod")
                      .webIdentityToken(token(Instant.now().plus(Duration.ofHours(1)))));
      assertThat(assumed.subjectFromWebIdentityToken()).isEqualTo("system:serviceaccount:a:b");
      try (StsClient session = as(session(assumed.credentials()))) {
        assertThat(session.getCallerIdentity().arn()).endsWith("assumed-role/sealer/pod");
      }
      ExpectedError.of(
          400,
          "ExpiredTokenException",
          () ->
              unsigned.assumeRoleWithWebIdentity(
                  it ->
                      it.roleArn(ROLE)
                          .roleSessionName("pod")
                          .webIdentityToken(token(Instant.now().minusSeconds(1)))));
      ExpectedError.of(
          400,
          "InvalidIdentityToken",
          () ->
              unsigned.assumeRoleWithWebIdentity(
                  it -> it.roleArn(ROLE).roleSessionName("pod").webIdentityToken("no.jwt.x")));
      ExpectedError.of(403, "MissingAuthenticationToken", unsigned::getCallerIdentity);
    }
  }

  @Test
  void aSessionTokenKeepsTheIdentityOfTheUser() {
    cloud.assumeRestartable();
    try (StsClient user = as(AwsBasicCredentials.create("AKIAJO", "test"));
        StsClient root = as(AwsBasicCredentials.create("AKIAROOTJO", "test"))) {
      Credentials ofUser = user.getSessionToken().credentials();
      try (StsClient session = as(session(ofUser))) {
        assertThat(session.getCallerIdentity().arn())
            .isEqualTo("arn:aws:iam::000000000000:user/AKIAJO");
      }
      assertThat(root.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::000000000000:root");
      try (StsClient session = as(session(root.getSessionToken().credentials()))) {
        assertThat(session.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::000000000000:root");
      }
    }
  }

  @Test
  void aSessionGetsNoSessionToken() {
    cloud.assumeRestartable();
    ExpectedError.of(403, "AccessDenied", sts::getSessionToken);
  }

  @Test
  void anInvalidRoleIsRejected() {
    cloud.assumeRestartable();
    ExpectedError.of(
        400,
        "ValidationError",
        () ->
            sts.assumeRole(
                it -> it.roleArn("arn:aws:iam::000000000000:user/a").roleSessionName("aa")));
    ExpectedError.of(
        400,
        "ValidationError",
        () -> sts.assumeRole(it -> it.roleArn(ROLE).roleSessionName("a b")));
    ExpectedError.of(
        400,
        "ValidationError",
        () -> sts.assumeRole(it -> it.roleArn(ROLE).roleSessionName("aa").durationSeconds(899)));
    ExpectedError.of(
        403,
        "AccessDenied",
        () ->
            sts.assumeRole(
                it -> it.roleArn("arn:aws:iam::999999999999:role/a").roleSessionName("aa")));
  }

  private StsClient as(AwsCredentials credentials) {
    return cloud.configure(StsClient.builder(), credentials).build();
  }

  private static AwsSessionCredentials session(Credentials issued) {
    return AwsSessionCredentials.create(
        issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
  }

  private static String token(Instant expires) {
    String claims =
        "{\"sub\":\"system:serviceaccount:a:b\",\"aud\":[\"sts.amazonaws.com\"],\"iss\":\"https://x\",\"exp\":"
            + expires.getEpochSecond()
            + "}";
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".c2ln";
  }
}
