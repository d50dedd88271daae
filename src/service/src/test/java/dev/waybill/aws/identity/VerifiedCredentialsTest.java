package dev.waybill.aws.identity;

import static dev.waybill.aws.identity.ScriptedSource.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.testing.FakeSignIn;
import dev.waybill.testing.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

final class VerifiedCredentialsTest {
  private static final String ROOT = "arn:aws:iam::123456789012:root";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final AwsCredentials LONG_LIVED =
      AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "secret");

  private final ScriptedSource source = new ScriptedSource(() -> session("ASIA0001"));
  private final ManualClock clock = new ManualClock(START);
  private FakeSignIn sts;
  private VerifiedCredentials credentials;

  @BeforeEach
  void start() throws IOException {
    sts = FakeSignIn.start();
    credentials = create(false);
  }

  @AfterEach
  void stop() {
    credentials.close();
    sts.close();
  }

  private VerifiedCredentials create(boolean allowLongLived) {
    StsClient client =
        StsClient.builder()
            .endpointOverride(sts.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();
    return new VerifiedCredentials(() -> source, new IdentityCheck(client, allowLongLived), clock);
  }

  @Test
  void usesTemporaryCredentialsAndKnowsTheirIdentity() {
    assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("ASIA0001");

    assertThat(credentials.problem()).isEmpty();
    assertThat(credentials.identity())
        .hasValueSatisfying(
            it -> {
              assertThat(it.account()).isEqualTo("123456789012");
              assertThat(it.isTemporary()).isTrue();
              assertThat(it.toString()).doesNotContain("secret", "token", "ASIA0001");
            });
  }

  @Test
  void rejectsLongLivedKeyWithoutACallToSts() {
    source.response = () -> LONG_LIVED;

    assertForbidden("the credentials are a long-lived key");
    assertThat(sts.calls()).isEmpty();
  }

  @Test
  void rejectsRootEvenWithASession() {
    sts.registerArn("ASIA0001", ROOT);

    assertForbidden("the credentials are the root user's");
  }

  @Test
  void usesLongLivedKeyOfRootWhenAllowed() {
    sts.registerArn(LONG_LIVED.accessKeyId(), ROOT);
    source.response = () -> LONG_LIVED;

    try (VerifiedCredentials lenient = create(true)) {
      assertThat(lenient.resolveCredentials()).isEqualTo(LONG_LIVED);
    }
  }

  @Test
  void rejectsRefreshThatReturnsALongLivedKeyAndEarlierCredentials() {
    source.response = () -> sessionFor("ASIA0001", Duration.ofHours(1));
    credentials.resolveCredentials();

    source.response = () -> LONG_LIVED;

    assertForbidden("the credentials are a long-lived key");
    assertForbidden("the credentials are a long-lived key");
  }

  @Test
  void rejectsRefreshThatReturnsRootAndAsksStsOnce() {
    credentials.resolveCredentials();
    sts.registerArn("ASIA0002", ROOT);
    source.response = () -> session("ASIA0002");

    assertForbidden("the credentials are the root user's");
    clock.advance(Duration.ofMinutes(1));
    assertForbidden("the credentials are the root user's");
    assertThat(sts.calls("GetCallerIdentity")).isEqualTo(2);
  }

  @Test
  void usesRefreshAfterRejection() {
    source.response = () -> LONG_LIVED;
    assertForbidden("long-lived");

    source.response = () -> session("ASIA0002");
    clock.advance(Duration.ofSeconds(6));

    assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("ASIA0002");
    assertThat(credentials.problem()).isEmpty();
  }

  @Test
  void checksKeyAgainWithoutItsSession() {
    credentials.resolveCredentials();
    source.response = () -> AwsBasicCredentials.create("ASIA0001", "secret");

    assertForbidden("long-lived");
  }

  @Test
  void asksStsOnceForConcurrentCallers() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(16);
    try {
      List<Future<AwsCredentials>> results = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        results.add(callers.submit(credentials::resolveCredentials));
      }
      for (Future<AwsCredentials> result : results) {
        assertThat(result.get().accessKeyId()).isEqualTo("ASIA0001");
      }
    } finally {
      callers.shutdownNow();
    }
    assertThat(sts.calls("GetCallerIdentity")).isEqualTo(1);
  }

  @Test
  void hasNoCredentialsWhenStsRejectsFirstOnes() {
    sts.failWith("InvalidClientTokenId");

    assertUnavailable("STS rejected the credentials (InvalidClientTokenId)");
  }

  @Test
  void keepsVerifiedCredentialsUntilExpiryWhileStsFails() {
    source.response = () -> sessionFor("ASIA0001", Duration.ofMinutes(2));
    credentials.resolveCredentials();
    source.response = () -> sessionFor("ASIA0002", Duration.ofHours(1));
    sts.failWith("InternalFailure");

    assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("ASIA0001");
    assertThat(credentials.problem()).isPresent();
    clock.advance(Duration.ofMinutes(3));
    assertUnavailable("STS rejected the credentials");

    sts.failWith("");
    clock.advance(Duration.ofSeconds(6));
    assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("ASIA0002");
    assertThat(credentials.problem()).isEmpty();
  }

  @Test
  void retriesFailedSourceAtIntervalsAndReopensIt() {
    source.response = VerifiedCredentialsTest::fail;
    assertUnavailable("the script failed: no more");
    for (int i = 0; i < 50; i++) {
      assertUnavailable("the script failed: no more");
    }
    assertThat(source.queries).hasValue(1);

    source.response = () -> session("ASIA0002");
    clock.advance(Duration.ofSeconds(6));

    assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("ASIA0002");
    assertThat(source.openings).hasValue(2);
  }

  /**
   * The SDK keeps the SSO token that the source was opened with, although a login may have replaced
   * it.
   */
  @Test
  void reopensSourceAfterOneFailureWithoutAnError() {
    credentials.resolveCredentials();
    source.response =
        () -> {
          if (source.openings.get() == 1) {
            throw new IllegalStateException("the old token");
          }
          return session("ASIA0002");
        };

    assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("ASIA0002");
    assertThat(credentials.problem()).isEmpty();
  }

  private static AwsCredentials sessionFor(String accessKeyId, Duration validity) {
    return session(accessKeyId).toBuilder().expirationTime(START.plus(validity)).build();
  }

  private static AwsCredentials fail() {
    throw new IllegalStateException("no more");
  }

  private void assertForbidden(String reason) {
    assertThat(assertFails(reason).isForbidden()).isTrue();
  }

  private void assertUnavailable(String reason) {
    assertThat(assertFails(reason).isForbidden()).isFalse();
  }

  private UnusableCredentialsException assertFails(String reason) {
    UnusableCredentialsException thrown =
        catchThrowableOfType(UnusableCredentialsException.class, credentials::resolveCredentials);
    assertThat(thrown).isNotNull().hasMessageContaining(reason);
    assertThat(credentials.problem()).hasValueSatisfying(it -> assertThat(it).contains(reason));
    return thrown;
  }
}
