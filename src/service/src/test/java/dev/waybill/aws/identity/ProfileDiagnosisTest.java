package dev.waybill.aws.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Tests of profiles without usable credentials, each for another reason. The SDK reads these system
 * properties like AWS_PROFILE and the related variables.
 */
final class ProfileDiagnosisTest {
  private static final String PROFILE = "aws.profile";
  private static final String CONFIG = "aws.configFile";
  private static final String CREDENTIALS = "aws.sharedCredentialsFile";
  private static final String REGION = "aws.region";
  private static final String STS = "aws.endpointUrlSts";

  @TempDir Path folder;

  @BeforeEach
  void setProperties() {
    useConfig("profiles.ini");
    System.setProperty(CREDENTIALS, folder.resolve("none").toString());
    System.setProperty(REGION, "us-east-1");
    System.setProperty(STS, "http://127.0.0.1:1");
  }

  @AfterEach
  void clearProperties() {
    for (String name : new String[] {PROFILE, CONFIG, CREDENTIALS, REGION, STS}) {
      System.clearProperty(name);
    }
  }

  private static void useConfig(String file) {
    System.setProperty(CONFIG, Path.of("src/service/src/test/resources/aws", file).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sso-legacy      | is not signed in to SSO, or its session expired; run: aws sso login"
            + " --profile sso-legacy",
        "sso-session     | run: aws sso login --profile sso-session --sso-session nowhere",
        "over-sso        | profile sso-legacy is not signed in to SSO, or its session expired; run:"
            + " aws sso login --profile sso-legacy",
        "sso-unnamed     | Sso-session section not found with sso-session title absent",
        "sso-partial     | 'sso_role_name' was not configured",
        "role            | profile role: STS does not answer (Connect to http://127.0.0.1:1",
        "role-of-nobody  | that source profile has no credentials configured",
        "role-circle     | Circular relationship",
        "role-bare       | it configures no complete source of credentials",
        "mfa             | profile mfa has mfa_serial, and a service cannot enter a code",
        "over-mfa        | profile mfa has mfa_serial",
        "web             | web_identity_token_file of profile web: there is no file /no/such/token",
        "process-fails   | the credential_process of profile process-fails ended with exit code 3;"
            + " run it by hand",
        "process-talks   | the credential_process of profile process-talks printed no usable"
            + " credentials",
        "process-absent  | ended with exit code 127",
        "half            | 'aws_secret_access_key' was not configured for 'half'",
        "login           | profile login: login_session is not supported",
        "over-login      | profile login: login_session is not supported",
      })
  void reportsReasonAndFixInOneLine(String profile, String line) {
    System.setProperty(PROFILE, profile);

    assertThat(failure().getMessage()).contains(line).doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource({"process-fails", "process-talks"})
  void neverQuotesOutputOfProcess(String profile) {
    System.setProperty(PROFILE, profile);

    for (Throwable at = failure(); at != null; at = at.getCause()) {
      assertThat(at.getMessage()).doesNotContain("hunter2");
    }
  }

  @Test
  void reportsMissingProfileWithFile() {
    System.setProperty(PROFILE, "absent");

    assertThat(failure().getMessage())
        .contains("there is no profile absent in ", "profiles.ini", "aws configure sso");
  }

  @Test
  void quotesProfileNameForShell() {
    System.setProperty(PROFILE, "it's odd");

    assertThat(failure().getMessage()).contains("--profile 'it'\\''s odd'");
  }

  @Test
  void reportsUnreadableFileWithLine() {
    useConfig("malformed.ini");

    assertThat(failure().getMessage())
        .contains("the AWS configuration cannot be read: ", "on line 2", "malformed.ini");
  }

  @Test
  void usesMachineRoleForProfileWithoutCredentials() {
    System.setProperty(PROFILE, "region-only");

    assertThat(CredentialSource.configured()).isInstanceOf(InstanceRole.class);
  }

  @Test
  void findsKeysOfProfile() {
    System.setProperty(PROFILE, "keys");

    assertThat(CredentialSource.configured().open().resolveCredentials().accessKeyId())
        .isEqualTo("AKIAIOSFODNN7EXAMPLE");
  }

  @Test
  void returnsExpiringCredentialsOfProcess() {
    System.setProperty(PROFILE, "process");

    assertThat(CredentialSource.configured().open().resolveCredentials().expirationTime())
        .isPresent();
  }

  private static UnusableCredentialsException failure() {
    UnusableCredentialsException thrown =
        catchThrowableOfType(
            UnusableCredentialsException.class,
            () -> {
              VerifiedCredentials.requireReadableProfiles();
              try (VerifiedCredentials credentials =
                  VerifiedCredentials.fromEnvironment(false, new ExecutionInterceptor() {})) {
                credentials.resolveCredentials();
              }
            });
    assertThat(thrown).isNotNull();
    assertThat(thrown.isForbidden()).isFalse();
    return thrown;
  }
}
