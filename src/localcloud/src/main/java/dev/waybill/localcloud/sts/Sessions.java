package dev.waybill.localcloud.sts;

import dev.waybill.localcloud.service.KeptMap;
import dev.waybill.localcloud.wire.Identities;
import dev.waybill.localcloud.wire.Principal;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/** Whom access keys stand for: those that were issued, and any other by its looks. */
public final class Sessions implements Identities {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int RANDOM_LENGTH = 16;

  /** So long a session is told by its name after it ended. */
  private static final Duration KEPT = Duration.ofDays(1);

  private final String account;
  private final KeptMap<Session> issued;
  private final Clock clock;

  private Sessions(String account, KeptMap<Session> issued, Clock clock) {
    this.account = account;
    this.issued = issued;
    this.clock = clock;
  }

  /** Opens, or begins, the sessions kept in a folder. */
  public static Sessions open(Path folder, String account, Clock clock) throws IOException {
    KeptMap<Session> issued = KeptMap.open(folder.resolve("sessions.json"), Session.class);
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

  /** Issues an access key id for what a session is made of, which is kept first. */
  String issue(Principal.Kind kind, String name, String session, boolean mfa, int seconds) {
    StringBuilder id = new StringBuilder("ASIA");
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    long now = clock.instant().getEpochSecond();
    issued.change(
        all -> {
          all.values().removeIf(old -> old.expires() < now - KEPT.toSeconds());
          all.put(id.toString(), new Session(kind, name, session, mfa, now + seconds));
          return all;
        });
    return id.toString();
  }

  /** When issued credentials end, in seconds of the epoch. */
  long expires(String accessKeyId) {
    return Objects.requireNonNull(issued.get(accessKeyId), "issued here").expires();
  }
}
