package dev.waybill.aws.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Credentials that are used only after a check of their identity.
 *
 * <p>A new access key id means a refresh. One caller checks the new credentials, once; meanwhile
 * the others use the earlier ones until these expire. After a failure the source is reopened,
 * because the SDK would keep an SSO token that a login has replaced, and the source is retried at
 * an interval and not for every request.
 */
public final class VerifiedCredentials implements AwsCredentialsProvider, SdkAutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VerifiedCredentials.class);
  private static final Duration RETRY_INTERVAL = Duration.ofSeconds(5);

  private final Supplier<CredentialSource> sources;
  private final IdentityCheck identityCheck;
  private final Clock clock;
  private final ReentrantLock renewalLock = new ReentrantLock();
  private final AtomicReference<@Nullable OpenSource> openSource = new AtomicReference<>();
  private volatile @Nullable Verified verified;
  private volatile @Nullable Failure lastFailure;

  private record OpenSource(CredentialSource source, AwsCredentialsProvider provider) {}

  private record Verified(AwsCredentials credentials, CallerIdentity identity) {
    boolean matches(AwsCredentials fetched) {
      return credentials.accessKeyId().equals(fetched.accessKeyId())
          && identity.isTemporary() == fetched instanceof AwsSessionCredentials;
    }

    boolean isValidAt(Instant now) {
      return credentials.expirationTime().filter(now::isBefore).isPresent();
    }
  }

  private record Failure(UnusableCredentialsException reason, Instant at, String accessKeyId) {}

  VerifiedCredentials(
      Supplier<CredentialSource> sources, IdentityCheck identityCheck, Clock clock) {
    this.sources = sources;
    this.identityCheck = identityCheck;
    this.clock = clock;
  }

  /**
   * Creates the credentials that the environment configures.
   *
   * @param allowLongLived true to log a warning for long-lived keys and the root user instead of
   *     rejecting them
   * @param calls interceptor of the calls that check the credentials
   */
  public static VerifiedCredentials fromEnvironment(
      boolean allowLongLived, ExecutionInterceptor calls) {
    return new VerifiedCredentials(
        CredentialSource::configured,
        new IdentityCheck(IdentityCheck.sts(calls), allowLongLived),
        Clock.systemUTC());
  }

  /**
   * Opens the configured source without a check, for a local cloud that accepts any identity. A
   * failure is explained as for other credentials.
   */
  public static AwsCredentialsProvider unverified() {
    return new ExplainedCredentials(CredentialSource.configured());
  }

  /**
   * Reads the configuration files before a client does, because the client would not report the
   * reason of a failure.
   *
   * @throws UnusableCredentialsException when the files cannot be read, or lack the configured
   *     profile
   */
  public static void requireReadableProfiles() {
    CredentialSource.configured();
  }

  /** Returns the identity of the credentials verified last; empty before the first check. */
  public Optional<CallerIdentity> identity() {
    return Optional.ofNullable(verified).map(Verified::identity);
  }

  /** Returns the reason for missing credentials and its fix; empty while there are usable ones. */
  public Optional<String> problem() {
    return Optional.ofNullable(lastFailure).map(it -> String.valueOf(it.reason().getMessage()));
  }

  /**
   * Returns usable credentials.
   *
   * @throws UnusableCredentialsException when there are none
   */
  @Override
  public AwsCredentials resolveCredentials() {
    Verified current = verified;
    OpenSource source = openSource.get();
    if (current != null && source != null && lastFailure == null) {
      try {
        AwsCredentials fetched = source.provider().resolveCredentials();
        return current.matches(fetched) ? fetched : renewOrReuse(current);
      } catch (RuntimeException e) {
        discard(source);
      }
    }
    return renewOrReuse(current);
  }

  /**
   * Renews in one caller at a time; the others do not wait while the earlier credentials are valid.
   */
  private AwsCredentials renewOrReuse(@Nullable Verified current) {
    if (!renewalLock.tryLock()) {
      if (current != null && !isForbidden() && current.isValidAt(clock.instant())) {
        return current.credentials();
      }
      renewalLock.lock();
    }
    try {
      return renew();
    } finally {
      renewalLock.unlock();
    }
  }

  private AwsCredentials renew() {
    Failure last = lastFailure;
    if (last != null && clock.instant().isBefore(last.at().plus(RETRY_INTERVAL))) {
      return reuseOrThrow(last);
    }
    String id = "";
    try {
      AwsCredentials fetched = fetch();
      id = fetched.accessKeyId();
      if (last != null && last.reason().isForbidden() && last.accessKeyId().equals(id)) {
        throw last.reason();
      }
      verify(fetched);
      return fetched;
    } catch (UnusableCredentialsException e) {
      return reuseOrThrow(recordFailure(e, id));
    }
  }

  private AwsCredentials fetch() {
    OpenSource source = openSource.get();
    if (source == null) {
      CredentialSource next = sources.get();
      source = new OpenSource(next, next.open());
      openSource.set(source);
    }
    try {
      return source.provider().resolveCredentials();
    } catch (RuntimeException e) {
      discard(source);
      throw source.source().unusable(e);
    }
  }

  private void verify(AwsCredentials fetched) {
    Verified previous = verified;
    if (previous == null || !previous.matches(fetched)) {
      OpenSource source = openSource.get();
      CallerIdentity identity =
          identityCheck.check(fetched, source == null ? "" : source.source().name());
      verified = new Verified(fetched, identity);
      logIdentity(previous == null ? null : previous.identity(), identity);
    }
    if (lastFailure != null) {
      LOG.info("usable credentials are available again");
      lastFailure = null;
    }
  }

  private static void logIdentity(@Nullable CallerIdentity previous, CallerIdentity now) {
    if (previous != null && !previous.isSamePrincipal(now)) {
      LOG.warn("the account or role changed: previous={} current={}", previous, now);
    } else {
      LOG.info("{} {}", previous == null ? "signed in as" : "credentials renewed:", now);
    }
  }

  private Failure recordFailure(UnusableCredentialsException reason, String accessKeyId) {
    Failure last = lastFailure;
    if (last == null || !String.valueOf(reason.getMessage()).equals(last.reason().getMessage())) {
      LOG.error("no usable credentials: {}", reason.getMessage());
    }
    Failure next = new Failure(reason, clock.instant(), accessKeyId);
    lastFailure = next;
    return next;
  }

  /**
   * Returns the credentials verified before, which stay in use until they expire, unless the new
   * ones are forbidden.
   */
  private AwsCredentials reuseOrThrow(Failure failure) {
    Verified current = verified;
    if (current != null && !failure.reason().isForbidden() && current.isValidAt(clock.instant())) {
      return current.credentials();
    }
    throw failure.reason().copy();
  }

  private boolean isForbidden() {
    Failure last = lastFailure;
    return last != null && last.reason().isForbidden();
  }

  private void discard(OpenSource source) {
    openSource.compareAndSet(source, null);
    if (source.provider() instanceof SdkAutoCloseable closeable) {
      closeable.close();
    }
  }

  @Override
  public void close() {
    OpenSource source = openSource.get();
    if (source != null) {
      discard(source);
    }
    identityCheck.close();
  }
}
