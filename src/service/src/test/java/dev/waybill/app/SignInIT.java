package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.app.CommandProcess.Exit;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.FakeSignIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests of every way to sign in, and of a service whose sign-in expires, each in a process with a
 * home directory of its own.
 */
@ExtendWith(CloudExtension.class)
class SignInIT {
  private static final String ROLE = "arn:aws:sts::123456789012:assumed-role/reader/session";
  private static final String START_URL = "https://corp.awsapps.com/start";

  /** Rest of keys whose time to live the profile process sets at each call. */
  private static final String SOON = ",\"SessionToken\":\"t\",\"Expiration\":\"SOON\"";

  private static final List<String> EMPTY =
      List.of(
          "AWS_PROFILE",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_CONFIG_FILE",
          "AWS_SHARED_CREDENTIALS_FILE",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_ROLE_ARN",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
          "AWS_ENDPOINT_URL_S3",
          "AWS_MAX_ATTEMPTS",
          "AWS_RETRY_MODE",
          "AWS_USE_FIPS_ENDPOINT",
          "WAYBILL_RAW_BUCKET",
          "WAYBILL_LOG_FORMAT",
          "WAYBILL_UNKNOWN");

  private final CloudUnderTest cloud;
  @TempDir Path home;
  private FakeSignIn fake;
  private CommandProcess process;
  private String missingQueue;

  SignInIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void start() throws Exception {
    fake = FakeSignIn.start();
    missingQueue = cloud.uniqueName("absent");
    process = new CommandProcess(cloud, home).with(fake.environment());
    Path aws = Files.createDirectories(home.resolve(".aws"));
    Files.copy(Path.of("src/service/src/test/resources/aws/sign-in.ini"), aws.resolve("config"));
  }

  @AfterEach
  void stop() {
    process.close();
    fake.close();
  }

  @Test
  void signsInWithSsoSession() throws Exception {
    fake.acceptToken("access-1");
    login("corp", "access-1", Instant.now().plusSeconds(3600), "");

    assertSignedIn("sso", ROLE, "from profile sso");
  }

  @Test
  void refreshesExpiredSsoToken() throws Exception {
    fake.acceptRefreshToken("refresh-1", "access-2");
    login("corp", "access-1", Instant.now().minusSeconds(60), "refresh-1");

    assertSignedIn("sso", ROLE, "from profile sso");
    assertThat(fake.calls()).contains("CreateToken");
  }

  @Test
  void asksForLoginWhenSsoTokenCannotBeRefreshed() throws Exception {
    login("corp", "access-1", Instant.now().minusSeconds(60), "refresh-unknown");

    assertRejected("sso", "run: aws sso login --profile sso --sso-session corp");
  }

  @Test
  void asksForLoginWhenSsoTokenIsRevoked() throws Exception {
    login("corp", "access-1", Instant.now().plusSeconds(3600), "");

    assertRejected("sso", "run: aws sso login --profile sso --sso-session corp");
  }

  @Test
  void signsInWithLegacySsoProfile() throws Exception {
    fake.acceptToken("access-1");
    login(START_URL, "access-1", Instant.now().plusSeconds(3600), "");

    assertSignedIn("legacy", ROLE, "from profile legacy");
  }

  @Test
  void asksForLoginWhenLegacySsoTokenExpired() throws Exception {
    login(START_URL, "access-1", Instant.now().minusSeconds(60), "");

    assertRejected("legacy", "run: aws sso login --profile legacy\n");
  }

  @Test
  void namesRoleThatIsNotAssigned() throws Exception {
    fake.acceptToken("access-1");
    login("corp", "access-1", Instant.now().plusSeconds(3600), "");

    assertRejected(
        "sso-forbidden",
        "profile sso-forbidden: SSO returned no credentials for sso_role_name forbidden");
  }

  @Test
  void assumesRoleFromAnotherProfile() throws Exception {
    assertSignedIn("role", ROLE, "from profile role");
    assertThat(fake.calls()).containsSubsequence("AssumeRole", "GetCallerIdentity");
  }

  @Test
  void namesRoleThatStsDenies() throws Exception {
    fake.failWith("AccessDenied");

    assertRejected(
        "role",
        "profile role: STS rejects the role arn:aws:iam::123456789012:role/reader (AccessDenied)");
  }

  @Test
  void rejectsRoleThatNeedsAnMfaCode() throws Exception {
    assertRejected("mfa", "profile mfa has mfa_serial, and a service cannot enter a code");
    assertThat(fake.calls()).isEmpty();
  }

  @Test
  void signsInWithWebIdentity() throws Exception {
    process.with(webIdentity(Files.writeString(home.resolve("token"), "a.b.c")));

    assertSignedIn("", ROLE, "from web identity");
    assertThat(fake.calls()).contains("AssumeRoleWithWebIdentity");
  }

  @Test
  void namesAbsentWebIdentityToken() throws Exception {
    process.with(webIdentity(home.resolve("token")));

    assertRejected("", "AWS_WEB_IDENTITY_TOKEN_FILE: there is no file " + home.resolve("token"));
  }

  @Test
  void namesWebIdentityTokenThatStsRejects() throws Exception {
    process.with(webIdentity(Files.writeString(home.resolve("token"), "a.b.c")));
    fake.failWith("InvalidIdentityToken");

    assertRejected("", "AWS_WEB_IDENTITY_TOKEN_FILE: STS rejects the token in ");
  }

  /** The SDK would fall back to the machine's role, which is another identity. */
  @Test
  void doesNotFallBackToAnotherSource() throws Exception {
    process.with(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/creds"));

    assertRejected("sso", "run: aws sso login --profile sso --sso-session corp");
  }

  @Test
  void namesContainerEndpointThatDoesNotAnswer() throws Exception {
    process.with(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/secret-path"));

    assertRejected("", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI returned no credentials");
    assertThat(process.output()).doesNotContain("secret-path");
  }

  @Test
  void reportsMissingCredentialsInOneLine() throws Exception {
    assertRejected("", "there are no credentials: none in the environment");
  }

  @Test
  void treatsEmptyVariablesAsUnset() throws Exception {
    keys("ASIAPROCESS00001", ",\"SessionToken\":\"t\"");
    Files.writeString(
        home.resolve(".aws/config"),
        "[default]\ncredential_process = sh -c 'cat \"$HOME/keys.json\"'\n");
    for (String variable : EMPTY) {
      process.with(Map.of(variable, variable.endsWith("ATTEMPTS") ? " " : ""));
    }

    assertSignedIn("", ROLE, "from profile default");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "login      | profile login: login_session is not supported",
        "over-login | profile login: login_session is not supported",
        "sso        | run: aws sso login --profile sso --sso-session corp",
        "absent     | there is no profile absent in"
      })
  void explainsMissingCredentialsOfVerifyAsOfRun(String profile, String line) throws Exception {
    process.with(Map.of("AWS_PROFILE", profile));

    Exit run = waybill(profile);
    assertThat(run.output()).contains("waybill run: ", line);
    Exit verify = process.run("verify", "s3://" + missingQueue + "/incoming/a");

    assertThat(verify.exitCode()).as(verify.output()).isEqualTo(3);
    assertThat(verify.output()).contains("waybill verify: ", line);
  }

  @Test
  void reportsIncompleteKeyInOneLine() throws Exception {
    process.with(Map.of("AWS_ACCESS_KEY_ID", "ASIAIOSFODNN7EXAMPLE"));

    assertRejected("", "AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not");
  }

  @Test
  void rejectsRootEvenWithASession() throws Exception {
    fake.registerArn("ASIAROOT00000001", "arn:aws:iam::123456789012:root");
    process.with(
        Map.of(
            "AWS_ACCESS_KEY_ID", "ASIAROOT00000001",
            "AWS_SECRET_ACCESS_KEY", FakeSignIn.SECRET,
            "AWS_SESSION_TOKEN", "token"));

    Exit run = process.withoutQueue(missingQueue).run("run");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output())
        .contains("waybill.identity.allow-long-lived: the credentials are the root");
  }

  @Test
  void rejectsBucketsOfAnotherAccountThanThatOfTheCredentials() throws Exception {
    keys("ASIAPROCESS00001", ",\"SessionToken\":\"t\"");
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, home, Map.of())) {
      Exit run = process.of(pipeline.settings()).with(Map.of("AWS_PROFILE", "process")).run("run");

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.output())
          .contains("waybill.raw.bucket: access to " + pipeline.raw() + " is denied")
          .contains("waybill.aws.bucket-owner");
    }
  }

  @Test
  void isNotReadyAfterSsoSessionEndsUntilTheNextLogin() throws Exception {
    // The SDK refreshes a minute before the end.
    fake.setLifetime(Duration.ofSeconds(65));
    fake.acceptToken("access-1");
    login("corp", "access-1", Instant.now().plusSeconds(3600), "");
    run("sso");

    fake.revokeToken("access-1");
    awaitReadiness(503, "run: aws sso login --profile sso --sso-session corp");

    fake.setLifetime(Duration.ofHours(1));
    fake.acceptToken("access-2");
    login("corp", "access-2", Instant.now().plusSeconds(3600), "");
    awaitReadiness(200, "");
    assertThat(process.output()).doesNotContain("access-1", "access-2", FakeSignIn.SESSION_TOKEN);
  }

  @Test
  void rejectsRefreshThatReturnsALongLivedKey() throws Exception {
    keys("ASIAPROCESS00001", SOON);
    run("process");

    keys("AKIAPROCESS00002", "");

    awaitReadiness(503, "the credentials are a long-lived key");
    assertThat(process.output()).contains("ERROR", "no usable credentials: waybill.identity");
  }

  @Test
  void warnsWhenARefreshReturnsAnotherRole() throws Exception {
    keys("ASIAPROCESS00001", SOON);
    run("process");

    fake.registerArn("ASIAPROCESS00002", "arn:aws:sts::210987654321:assumed-role/other/session");
    keys("ASIAPROCESS00002", ",\"SessionToken\":\"t\",\"Expiration\":\"2099-01-01T00:00:00Z\"");

    await()
        .atMost(Duration.ofSeconds(60))
        .failFast(process::assertRunning)
        .untilAsserted(
            () ->
                assertThat(process.output())
                    .contains(
                        "WARN", "the account or role changed: previous=arn:aws:sts::123456789012"));
  }

  private void run(String profile) throws Exception {
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, home, Map.of())) {
      // The policy lets only one role seal, and this test signs in as others.
      pipeline.deleteProvenancePolicy();
      // The identities of this test belong to other accounts than the buckets.
      process
          .of(pipeline.settings())
          .with(Map.of("AWS_PROFILE", profile, "WAYBILL_AWS_BUCKET_OWNER", "any"))
          .start("run");
      awaitReadiness(200, "");
    }
  }

  private void awaitReadiness(int status, String message) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .failFast(process::assertRunning)
        .untilAsserted(
            () -> {
              Exit page = process.readiness();
              assertThat(page.exitCode()).as(page.output()).isEqualTo(status);
              assertThat(page.output()).contains(message);
            });
  }

  private void assertSignedIn(String profile, String arn, String source) throws Exception {
    Exit run = waybill(profile);

    assertThat(run.output())
        .contains("signed in as " + arn, source, "waybill.queue: there is no queue")
        .doesNotContain("access-1", "access-2", FakeSignIn.SESSION_TOKEN);
  }

  private void assertRejected(String profile, String line) throws Exception {
    Exit run = waybill(profile);

    assertThat(run.exitCode()).as(run.output()).isEqualTo(3);
    assertThat(run.output().lines().filter(it -> it.startsWith("waybill run: "))).hasSize(1);
    assertThat(run.output()).contains(line).doesNotContain("Exception", "\tat ");
  }

  private Exit waybill(String profile) throws Exception {
    if (!profile.isEmpty()) {
      process.with(Map.of("AWS_PROFILE", profile));
    }
    return process.withoutQueue(missingQueue).run("run");
  }

  private Map<String, String> webIdentity(Path token) {
    return Map.of(
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        token.toString(),
        "AWS_ROLE_ARN",
        "arn:aws:iam::123456789012:role/reader");
  }

  /** Writes the file that {@code aws sso login} writes, named by the SHA-1 of session or URL. */
  private void login(String named, String accessToken, Instant expires, String refreshToken)
      throws Exception {
    String name =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-1").digest(named.getBytes(StandardCharsets.UTF_8)));
    Path cache = Files.createDirectories(home.resolve(".aws/sso/cache"));
    String refresh =
        refreshToken.isEmpty()
            ? ""
            : ",\"refreshToken\":\"%s\",\"clientId\":\"c\",\"clientSecret\":\"s\",\"registrationExpiresAt\":\"2099-01-01T00:00:00Z\""
                .formatted(refreshToken);
    Files.writeString(
        cache.resolve(name + ".json"),
        "{\"accessToken\":\"%s\",\"expiresAt\":\"%s\",\"region\":\"us-east-1\",\"startUrl\":\"%s\"%s}"
            .formatted(accessToken, expires, START_URL, refresh));
  }

  private void keys(String accessKeyId, String more) throws IOException {
    Files.writeString(
        home.resolve("keys.json"),
        "{\"Version\":1,\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"%s\"%s}"
            .formatted(accessKeyId, FakeSignIn.SECRET, more));
  }
}
