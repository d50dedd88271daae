package dev.waybill.localcloud.sts;

import dev.waybill.localcloud.service.DurableMap;
import dev.waybill.localcloud.wire.Principal;
import dev.waybill.localcloud.wire.PrincipalLookup;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * Durable store of issued sessions. Resolves an access key to its principal: an issued key to its
 * session, any other key by its spelling.
 */
public final class Sessions implements PrincipalLookup {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int RANDOM_LENGTH = 16;

  /** Time for which a session can still be resolved after it expired. */
  private static final Duration RETENTION = Duration.ofDays(1);

  private final String account;
  private final DurableMap<Session> issued;
  private final Clock clock;

  private Sessions(String account, DurableMap<Session> issued, Clock clock) {
    this.account = account;
    this.issued = issued;
    this.clock = clock;
  }

  /** Opens the sessions stored in a folder. A new folder has none. */
  public static Sessions open(Path folder, String account, Clock clock) throws IOException {
    DurableMap<Session> issued = DurableMap.open(folder.resolve("sessions.json"), Session.class);
    return new Sessions(account, issued, clock);
  }

  @Override
  public Principal of(String accessKeyId) {
    Session session = issued.get(accessKeyId);
    return session == null
        ? Principal.of(account, accessKeyId)
        : new Principal(
            account, accessKeyId, session.kind(), session.name(), session.session(), session.mfa());
  }

  String account() {
    return account;
  }

  /** Issues an access key id for a new session after the session is stored. */
  String issue(Principal.Kind kind, String name, String session, boolean mfa, int seconds) {
    StringBuilder id = new StringBuilder("ASIA");
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    long now = clock.instant().getEpochSecond();
    issued.change(
        all -> {
          all.values().removeIf(old -> old.expires() < now - RETENTION.toSeconds());
          all.put(id.toString(), new Session(kind, name, session, mfa, now + seconds));
          return all;
        });
    return id.toString();
  }

  /** Returns the expiry of issued credentials in seconds since the epoch. */
  long expires(String accessKeyId) {
    return Objects.requireNonNull(issued.get(accessKeyId), "the session must have been issued here")
        .expires();
  }
}
