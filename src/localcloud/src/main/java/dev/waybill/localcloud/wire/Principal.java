package dev.waybill.localcloud.wire;

/**
 * Whom an access key id stands for, wherever it is told.
 *
 * @param account twelve digits
 * @param accessKeyId what it signed with; foreign text
 * @param kind what it is
 * @param name of the user or the role
 * @param session of the role; empty for others
 * @param mfa whether a second factor stands behind it
 */
public record Principal(
    String account, String accessKeyId, Kind kind, String name, String session, boolean mfa) {
  /** What a principal can be. */
  public enum Kind {
    ROOT,
    USER,
    ROLE,
    NOBODY
  }

  /** The access key id of a call that nobody signed. */
  public static final String ANONYMOUS = "ANONYMOUS";

  private static final String ROOT = "AKIAROOT";
  private static final String LONG_TERM = "AKIA";
  private static final String SESSION = "session";

  /**
   * The principal of a key that nobody issued: the account's root when its id begins with {@code
   * AKIAROOT}, a user when it begins with {@code AKIA}, and else a session of the role of that
   * name, signed in with a second factor.
   */
  public static Principal of(String account, String accessKeyId) {
    if (accessKeyId.equals(ANONYMOUS)) {
      return new Principal(account, accessKeyId, Kind.NOBODY, "", "", false);
    }
    if (accessKeyId.startsWith(ROOT)) {
      return new Principal(account, accessKeyId, Kind.ROOT, "root", "", false);
    }
    return accessKeyId.startsWith(LONG_TERM)
        ? new Principal(account, accessKeyId, Kind.USER, accessKeyId, "", false)
        : new Principal(account, accessKeyId, Kind.ROLE, accessKeyId, SESSION, true);
  }

  /** The unique id, as CloudTrail's {@code principalId} has it. */
  public String id() {
    return switch (kind) {
      case ROOT -> account;
      case USER -> name;
      case ROLE -> name + ":" + session;
      case NOBODY -> "";
    };
  }

  /** Who calls: of a role, its session. */
  public String arn() {
    return switch (kind) {
      case ROOT -> "arn:aws:iam::" + account + ":root";
      case USER -> "arn:aws:iam::" + account + ":user/" + name;
      case ROLE -> "arn:aws:sts::" + account + ":assumed-role/" + name + "/" + session;
      case NOBODY -> "";
    };
  }

  /** Who was given permissions, as {@code aws:PrincipalArn} has it: of a session, its role. */
  public String grantee() {
    return kind == Kind.ROLE ? roleArn() : arn();
  }

  /** The role of a session. */
  public String roleArn() {
    return "arn:aws:iam::" + account + ":role/" + name;
  }
}
