package dev.waybill.aws.identity;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Identity behind a set of credentials, as {@code sts:GetCallerIdentity} returns it.
 *
 * @param account the account's 12 digits
 * @param arn the caller's ARN
 * @param isTemporary true when the credentials have a session token, like those of roles and SSO
 * @param accessKeyId access key id, shortened to its first and last four characters
 * @param source description of the source of the credentials
 * @param expires expiry of the credentials; null when unknown
 */
public record CallerIdentity(
    String account,
    String arn,
    boolean isTemporary,
    String accessKeyId,
    String source,
    @Nullable Instant expires) {
  private static final Pattern ROOT = Pattern.compile("arn:[^:]+:iam::[^:]*:root");
  private static final Pattern SESSION =
      Pattern.compile("(.+:(?:assumed-role|federated-user)/.+)/.*");
  private static final int VISIBLE_CHARACTERS = 4;

  /** Returns true for the account's root user, whom no policy binds. */
  public boolean isRoot() {
    return ROOT.matcher(arn).matches();
  }

  /** Returns true when both are the same role, user or root; session names are ignored. */
  public boolean isSamePrincipal(CallerIdentity other) {
    return account.equals(other.account) && principal().equals(other.principal());
  }

  private String principal() {
    Matcher session = SESSION.matcher(arn);
    return session.matches() ? session.group(1) : arn;
  }

  /** Returns one line for the log, without secrets. */
  @Override
  public String toString() {
    return arn
        + " of account "
        + account
        + ", access key "
        + accessKeyId
        + ", from "
        + source
        + (expires == null ? "" : ", until " + expires);
  }

  /** Shortens an access key id to the characters that distinguish it from others. */
  static String shorten(String accessKeyId) {
    int length = accessKeyId.length();
    String start = accessKeyId.substring(0, Math.min(VISIBLE_CHARACTERS, length));
    return length <= 2 * VISIBLE_CHARACTERS
        ? start + "…"
        : start + "…" + accessKeyId.substring(length - VISIBLE_CHARACTERS);
  }
}
