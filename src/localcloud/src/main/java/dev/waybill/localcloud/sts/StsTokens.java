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

/** STS's actions, each of which writes its result into the answer. */
final class StsTokens {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern ROLE =
      Pattern.compile("arn:aws:iam::(\\d{12}):role/(?:.*/)?([\\w+=,.@-]{1,64})");
  private static final Pattern SESSION = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final int LONGEST_ROLE = (int) Duration.ofHours(12).toSeconds();
  private static final int LONGEST_USER = (int) Duration.ofHours(36).toSeconds();
  private static final int HOUR = (int) Duration.ofHours(1).toSeconds();
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
    WebIdentityProvider identity =
        WebIdentityProvider.of(form.required("WebIdentityToken"), clock.instant());
    assume(form, false, answer);
    answer.element("SubjectFromWebIdentityToken", identity.subject());
    answer.element("Audience", identity.audience()).element("Provider", identity.issuer());
  }

  private void assume(StsForm form, boolean mfa, XmlWriter answer) {
    Matcher role = ROLE.matcher(form.required("RoleArn"));
    String session = form.required("RoleSessionName");
    if (!role.matches() || !SESSION.matcher(session).matches()) {
      throw new QueryError(
          400, "ValidationError", "RoleArn or RoleSessionName is not in the form of one");
    }
    if (!role.group(1).equals(sessions.account())) {
      throw new QueryError(
          403, "AccessDenied", "Not authorized to perform sts:AssumeRole on " + role.group());
    }
    int seconds = form.seconds(LONGEST_ROLE, HOUR);
    String name = role.group(2);
    String id = sessions.issue(Principal.Kind.ROLE, name, session, mfa, seconds);
    credentials(id, answer);
    answer.start("AssumedRoleUser").element("AssumedRoleId", name + ":" + session);
    answer.element("Arn", sessions.of(id).arn()).end();
  }

  /** The caller's own, for a while. */
  void session(Principal caller, StsForm form, XmlWriter answer) {
    if (caller.kind() == Principal.Kind.ROLE) {
      throw new QueryError(
          403, "AccessDenied", "Cannot call GetSessionToken with session credentials");
    }
    boolean root = caller.kind() == Principal.Kind.ROOT;
    int seconds = form.seconds(LONGEST_USER, root ? HOUR : LONGEST_ROLE);
    boolean mfa = !form.get("TokenCode").isEmpty();
    credentials(sessions.issue(caller.kind(), caller.name(), "", mfa, seconds), answer);
  }

  private void credentials(String id, XmlWriter answer) {
    byte[] token = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(token);
    answer.start("Credentials").element("AccessKeyId", id).element("SecretAccessKey", secret);
    answer.element("SessionToken", Base64.getEncoder().encodeToString(token));
    answer.element("Expiration", Instant.ofEpochSecond(sessions.expires(id)).toString()).end();
  }
}
