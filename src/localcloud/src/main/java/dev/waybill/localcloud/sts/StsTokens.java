package dev.waybill.localcloud.sts;

import dev.waybill.localcloud.wire.Principal;
import dev.waybill.localcloud.wire.QueryError;
import dev.waybill.localcloud.wire.XmlWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Actions of STS. Each writes its result into the response. */
final class StsTokens {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern ROLE =
      Pattern.compile("arn:aws:iam::(\\d{12}):role/(?:.*/)?([\\w+=,.@-]{1,64})");
  private static final Pattern SESSION = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final int MAX_ROLE_SECONDS = (int) Duration.ofHours(12).toSeconds();
  private static final int MAX_USER_SECONDS = (int) Duration.ofHours(36).toSeconds();
  private static final int ONE_HOUR_SECONDS = (int) Duration.ofHours(1).toSeconds();
  private static final int TOKEN_BYTES = 96;

  private final Sessions sessions;
  private final String secret;
  private final Clock clock;

  StsTokens(Sessions sessions, String secret, Clock clock) {
    this.sessions = sessions;
    this.secret = secret;
    this.clock = clock;
  }

  static void identity(Principal caller, XmlWriter answer) {
    answer.element("Arn", caller.arn()).element("UserId", caller.id());
    answer.element("Account", caller.account());
  }

  void assumeRole(StsForm form, XmlWriter answer) {
    boolean mfa = !form.get("SerialNumber").isEmpty() && !form.get("TokenCode").isEmpty();
    assume(form, mfa, answer);
  }

  void assumeWithWebIdentity(StsForm form, XmlWriter answer) {
    WebIdentityClaims identity =
        WebIdentityClaims.of(form.required("WebIdentityToken"), clock.instant());
    assume(form, false, answer);
    answer.element("SubjectFromWebIdentityToken", identity.subject());
    answer.element("Audience", identity.audience()).element("Provider", identity.issuer());
  }

  private void assume(StsForm form, boolean mfa, XmlWriter answer) {
    Matcher role = ROLE.matcher(form.required("RoleArn"));
    String session = form.required("RoleSessionName");
    if (!role.matches() || !SESSION.matcher(session).matches()) {
      throw new QueryError(400, "ValidationError", "RoleArn or RoleSessionName is not valid");
    }
    if (!role.group(1).equals(sessions.account())) {
      throw new QueryError(
          403, "AccessDenied", "Not authorized to perform sts:AssumeRole on " + role.group());
    }
    int seconds = form.seconds(MAX_ROLE_SECONDS, ONE_HOUR_SECONDS);
    String name = role.group(2);
    String id = sessions.issue(Principal.Kind.ROLE, name, session, mfa, seconds);
    writeCredentials(id, answer);
    answer.start("AssumedRoleUser").element("AssumedRoleId", name + ":" + session);
    answer.element("Arn", sessions.of(id).arn()).end();
  }

  /** Writes temporary credentials of the caller's own user. */
  void session(Principal caller, StsForm form, XmlWriter answer) {
    if (caller.kind() == Principal.Kind.ROLE) {
      throw new QueryError(
          403, "AccessDenied", "Cannot call GetSessionToken with session credentials");
    }
    boolean root = caller.kind() == Principal.Kind.ROOT;
    int seconds = form.seconds(MAX_USER_SECONDS, root ? ONE_HOUR_SECONDS : MAX_ROLE_SECONDS);
    boolean mfa = !form.get("TokenCode").isEmpty();
    writeCredentials(sessions.issue(caller.kind(), caller.name(), "", mfa, seconds), answer);
  }

  private void writeCredentials(String id, XmlWriter answer) {
    byte[] token = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(token);
    answer.start("Credentials").element("AccessKeyId", id).element("SecretAccessKey", secret);
    answer.element("SessionToken", Base64.getEncoder().encodeToString(token));
    answer.element("Expiration", Instant.ofEpochSecond(sessions.expires(id)).toString()).end();
  }
}
