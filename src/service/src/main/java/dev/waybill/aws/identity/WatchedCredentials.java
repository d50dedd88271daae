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
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Credentials that are used only once it is known whose they are.
 *
 * <p>A refresh is noticed by its access key id, and judged once, by the one caller that finds it;
 * the others go on with those judged before, as long as they last. After a failure the source is
 * opened anew, since the SDK would hold on to an SSO token that a login has replaced, and is asked
 * again every few seconds, not by every request.
 */
public final class WatchedCredentials implements AwsCredentialsProvider, SdkAutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedCredentials.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Supplier<CredentialSource> sources;
  private final IdentityJudge judge;
  private final Clock clock;
  private final ReentrantLock renewing = new ReentrantLock();
  private final AtomicReference<@Nullable Opened> opened = new AtomicReference<>();
  private volatile @Nullable Approved approved;
  private volatile @Nullable Failed failed;

  private record Opened(CredentialSource source, AwsCredentialsProvider provider) {}

  private record Approved(AwsCredentials credentials, CallerIdentity identity) {
    boolean are(AwsCredentials found) {
      return credentials.accessKeyId().equals(found.accessKeyId())
          && identity.isTemporary() == found instanceof AwsSessionCredentials;
    }

    boolean lastAt(Instant now) {
      return credentials.expirationTime().filter(now::isBefore).isPresent();
    }
  }

  private record Failed(UnusableCredentialsException reason, Instant at, String accessKeyId) {}

  WatchedCredentials(Supplier<CredentialSource> sources, IdentityJudge judge, Clock clock) {
    this.sources = sources;
    this.judge = judge;
    this.clock = clock;
  }

  /**
   * The credentials that the environment names.
   *
   * @param allowLongLived whether long-lived keys and the root user are only warned of
   */
  public static WatchedCredentials fromEnvironment(boolean allowLongLived) {
    return new WatchedCredentials(
        CredentialSource::inForce,
        new IdentityJudge(IdentityJudge.sts(), allowLongLived),
        Clock.systemUTC());
  }

  /** The same, for a cloud of which nobody needs to know who asks. */
  public static AwsCredentialsProvider unwatched() {
    return CredentialSource.inForce().open();
  }

  /**
   * Looks at the configuration files before a client does, which would not say what is wrong.
   *
   * @throws UnusableCredentialsException when they cannot be read, or lack the profile that is
   *     named
   */
  public static void requireReadableProfiles() {
    CredentialSource.inForce();
  }

  /** Whose credentials were last found good; empty before the first. */
  public Optional<CallerIdentity> identity() {
    return Optional.ofNullable(approved).map(Approved::identity);
  }

  /** Why there are no new credentials; empty while all is well. */
  public Optional<String> complaint() {
    return Optional.ofNullable(failed).map(it -> String.valueOf(it.reason().getMessage()));
  }

  /**
   * @throws UnusableCredentialsException when there are none that may be used
   */
  @Override
  public AwsCredentials resolveCredentials() {
    Approved good = approved;
    Opened source = opened.get();
    if (good != null && source != null && failed == null) {
      try {
        AwsCredentials found = source.provider().resolveCredentials();
        return good.are(found) ? found : renewed(good);
      } catch (RuntimeException e) {
        discard(source);
      }
    }
    return renewed(good);
  }

  /** One caller asks; whoever has good credentials meanwhile does not wait for it. */
  private AwsCredentials renewed(@Nullable Approved good) {
    if (!renewing.tryLock()) {
      if (good != null && !isRefused() && good.lastAt(clock.instant())) {
        return good.credentials();
      }
      renewing.lock();
    }
    try {
      return renew();
    } finally {
      renewing.unlock();
    }
  }

  private AwsCredentials renew() {
    Failed last = failed;
    if (last != null && clock.instant().isBefore(last.at().plus(PAUSE))) {
      return without(last);
    }
    String id = "";
    try {
      AwsCredentials found = find();
      id = found.accessKeyId();
      if (last != null && last.reason().isRefused() && last.accessKeyId().equals(id)) {
        throw last.reason();
      }
      approve(found);
      return found;
    } catch (UnusableCredentialsException e) {
      return without(fail(e, id));
    }
  }

  private AwsCredentials find() {
    Opened source = opened.get();
    if (source == null) {
      CredentialSource inForce = sources.get();
      source = new Opened(inForce, inForce.open());
      opened.set(source);
    }
    try {
      return source.provider().resolveCredentials();
    } catch (RuntimeException e) {
      discard(source);
      throw UnusableCredentialsException.unavailable(
          source.source().explain(e), source.source().isQuotable() ? e : null);
    }
  }

  private void approve(AwsCredentials found) {
    Approved before = approved;
    if (before == null || !before.are(found)) {
      Opened source = opened.get();
      CallerIdentity identity = judge.judge(found, source == null ? "" : source.source().name());
      approved = new Approved(found, identity);
      tell(before == null ? null : before.identity(), identity);
    }
    if (failed != null) {
      LOG.info("there are good credentials again");
      failed = null;
    }
  }

  private static void tell(@Nullable CallerIdentity before, CallerIdentity now) {
    if (before != null && !before.isSamePrincipal(now)) {
      LOG.warn("the account or role changed: it was {}, it is {}", before, now);
    } else {
      LOG.info("{} {}", before == null ? "signed in as" : "credentials renewed:", now);
    }
  }

  private Failed fail(UnusableCredentialsException reason, String accessKeyId) {
    Failed last = failed;
    if (last == null || !String.valueOf(reason.getMessage()).equals(last.reason().getMessage())) {
      LOG.error("no usable credentials: {}", reason.getMessage());
    }
    Failed next = new Failed(reason, clock.instant(), accessKeyId);
    failed = next;
    return next;
  }

  /**
   * Returns the approved credentials, which stay in use until they expire, unless the new ones are
   * forbidden.
   */
  private AwsCredentials without(Failed failure) {
    Approved good = approved;
    if (good != null && !failure.reason().isRefused() && good.lastAt(clock.instant())) {
      return good.credentials();
    }
    throw failure.reason().again();
  }

  private boolean isRefused() {
    Failed last = failed;
    return last != null && last.reason().isRefused();
  }

  private void discard(Opened source) {
    opened.compareAndSet(source, null);
    if (source.provider() instanceof SdkAutoCloseable closeable) {
      closeable.close();
    }
  }

  @Override
  public void close() {
    Opened source = opened.get();
    if (source != null) {
      discard(source);
    }
    judge.close();
  }
}
