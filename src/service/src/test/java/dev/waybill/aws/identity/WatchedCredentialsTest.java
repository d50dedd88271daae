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

final class WatchedCredentialsTest {
  private static final String ROOT = "arn:aws:iam::123456789012:root";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final AwsCredentials LONG_LIVED =
      AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "secret");

  private final ScriptedSource source = new ScriptedSource(() -> session("ASIA0001"));
  private final ManualClock clock = new ManualClock(START);
  private FakeSignIn sts;
  private WatchedCredentials watched;

  @BeforeEach
  void start() throws IOException {
    sts = FakeSignIn.start();
    watched = watching(false);
  }

  @AfterEach
  void stop() {
    watched.close();
    sts.close();
  }

  private WatchedCredentials watching(boolean allowLongLived) {
    StsClient client =
        StsClient.builder()
            .endpointOverride(sts.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();
    return new WatchedCredentials(() -> source, new IdentityJudge(client, allowLongLived), clock);
  }

  @Test
  void temporaryCredentialsAreUsedAndTheirOwnerIsKnown() {
    assertThat(watched.resolveCredentials().accessKeyId()).isEqualTo("ASIA0001");

    assertThat(watched.complaint()).isEmpty();
    assertThat(watched.identity())
        .hasValueSatisfying(
            it -> {
              assertThat(it.account()).isEqualTo("123456789012");
              assertThat(it.isTemporary()).isTrue();
              assertThat(it.toString()).doesNotContain("secret", "token", "ASIA0001");
            });
  }

  @Test
  void aLongLivedKeyIsRefusedWithoutAskingAnybody() {
    source.answer = () -> LONG_LIVED;

    refused("the credentials are a long-lived key");
    assertThat(sts.calls()).isEmpty();
  }

  @Test
  void rootIsRefusedEvenWithASession() {
    sts.registerArn("ASIA0001", ROOT);

    refused("the credentials are the root user's");
  }

  @Test
  void whatIsAllowedIsUsed() {
    sts.registerArn(LONG_LIVED.accessKeyId(), ROOT);
    source.answer = () -> LONG_LIVED;

    try (WatchedCredentials lenient = watching(true)) {
      assertThat(lenient.resolveCredentials()).isEqualTo(LONG_LIVED);
    }
  }

  @Test
  void aRefreshThatTurnsLongLivedIsNotUsedNorWhatWasBefore() {
    source.answer = () -> lasting("ASIA0001", Duration.ofHours(1));
    watched.resolveCredentials();

    source.answer = () -> LONG_LIVED;

    refused("the credentials are a long-lived key");
    refused("the credentials are a long-lived key");
  }

  @Test
  void aRefreshThatTurnsRootIsNotUsedAndAskedAboutOnce() {
    watched.resolveCredentials();
    sts.registerArn("ASIA0002", ROOT);
    source.answer = () -> session("ASIA0002");

    refused("the credentials are the root user's");
    clock.advance(Duration.ofMinutes(1));
    refused("the credentials are the root user's");
    assertThat(sts.calls("GetCallerIdentity")).isEqualTo(2);
  }

  @Test
  void aRefreshAfterARefusalIsUsedAgain() {
    source.answer = () -> LONG_LIVED;
    refused("long-lived");

    source.answer = () -> session("ASIA0002");
    clock.advance(Duration.ofSeconds(6));

    assertThat(watched.resolveCredentials().accessKeyId()).isEqualTo("ASIA0002");
    assertThat(watched.complaint()).isEmpty();
  }

  @Test
  void aKeyThatLosesItsSessionIsAnotherIdentity() {
    watched.resolveCredentials();
    source.answer = () -> AwsBasicCredentials.create("ASIA0001", "secret");

    refused("long-lived");
  }

  @Test
  void stsIsAskedOnceForAnIdentityHoweverManyCall() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(16);
    try {
      List<Future<AwsCredentials>> found = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        found.add(callers.submit(watched::resolveCredentials));
      }
      for (Future<AwsCredentials> one : found) {
        assertThat(one.get().accessKeyId()).isEqualTo("ASIA0001");
      }
    } finally {
      callers.shutdownNow();
    }
    assertThat(sts.calls("GetCallerIdentity")).isEqualTo(1);
  }

  @Test
  void stsThatRefusesAtTheStartLeavesNoCredentials() {
    sts.failWith("InvalidClientTokenId");

    unavailable("STS does not take the credentials (InvalidClientTokenId)");
  }

  @Test
  void stsThatIsAwayAtARefreshLeavesThoseJudgedBeforeUntilTheyEnd() {
    source.answer = () -> lasting("ASIA0001", Duration.ofMinutes(2));
    watched.resolveCredentials();
    source.answer = () -> lasting("ASIA0002", Duration.ofHours(1));
    sts.failWith("InternalFailure");

    assertThat(watched.resolveCredentials().accessKeyId()).isEqualTo("ASIA0001");
    assertThat(watched.complaint()).isPresent();
    clock.advance(Duration.ofMinutes(3));
    unavailable("STS does not take the credentials");

    sts.failWith("");
    clock.advance(Duration.ofSeconds(6));
    assertThat(watched.resolveCredentials().accessKeyId()).isEqualTo("ASIA0002");
    assertThat(watched.complaint()).isEmpty();
  }

  @Test
  void aSourceThatFailsIsAskedNowAndThenAndOpenedAnew() {
    source.answer = WatchedCredentialsTest::failing;
    unavailable("the script ended: no more");
    for (int i = 0; i < 50; i++) {
      unavailable("the script ended: no more");
    }
    assertThat(source.asked).hasValue(1);

    source.answer = () -> session("ASIA0002");
    clock.advance(Duration.ofSeconds(6));

    assertThat(watched.resolveCredentials().accessKeyId()).isEqualTo("ASIA0002");
    assertThat(source.opened).hasValue(2);
  }

  /** The SDK holds on to the SSO token that it was opened with; another one may be there. */
  @Test
  void aSourceThatFailsOnceIsOpenedAnewBeforeAnybodyNotices() {
    watched.resolveCredentials();
    source.answer =
        () -> {
          if (source.opened.get() == 1) {
            throw new IllegalStateException("the old token");
          }
          return session("ASIA0002");
        };

    assertThat(watched.resolveCredentials().accessKeyId()).isEqualTo("ASIA0002");
    assertThat(watched.complaint()).isEmpty();
  }

  private static AwsCredentials lasting(String accessKeyId, Duration time) {
    return session(accessKeyId).toBuilder().expirationTime(START.plus(time)).build();
  }

  private static AwsCredentials failing() {
    throw new IllegalStateException("no more");
  }

  private void refused(String why) {
    assertThat(failure(why).isRefused()).isTrue();
  }

  private void unavailable(String why) {
    assertThat(failure(why).isRefused()).isFalse();
  }

  private UnusableCredentialsException failure(String why) {
    UnusableCredentialsException thrown =
        catchThrowableOfType(UnusableCredentialsException.class, watched::resolveCredentials);
    assertThat(thrown).isNotNull().hasMessageContaining(why);
    assertThat(watched.complaint()).hasValueSatisfying(it -> assertThat(it).contains(why));
    return thrown;
  }
}
