package dev.waybill.aws.identity;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom a set of credentials stands for, as {@code sts:GetCallerIdentity} answers.
 *
 * @param account the account's 12 digits
 * @param arn the caller's ARN
 * @param isTemporary whether the credentials have a session token, as those of roles and SSO do
 * @param accessKeyId of the credentials, shortened to its first and last four characters
 * @param source where the credentials come from, in words
 * @param expires when they end; null when nobody says
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
  private static final int SHOWN = 4;

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

  /** One line for the log; nothing in it signs anything. */
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

  /** Enough of an access key id to tell it from others. */
  static String shortened(String accessKeyId) {
    int length = accessKeyId.length();
    String begin = accessKeyId.substring(0, Math.min(SHOWN, length));
    return length <= 2 * SHOWN ? begin + "…" : begin + "…" + accessKeyId.substring(length - SHOWN);
  }
}
