package dev.waybill.localcloud.wire;

/**
 * Principal that an access key id belongs to.
 *
 * @param account the account, twelve digits
 * @param accessKeyId the access key id; untrusted input
 * @param kind the kind of principal
 * @param name the name of the user or role
 * @param session the name of the role session; empty for other kinds
 * @param mfa true when the principal signed in with a second factor
 */
public record Principal(
    String account, String accessKeyId, Kind kind, String name, String session, boolean mfa) {
  /** Kind of a principal. */
  public enum Kind {
    ROOT,
    USER,
    ROLE,
    ANONYMOUS
  }

  /** Access key id of an unsigned call. */
  public static final String ANONYMOUS = "ANONYMOUS";

  private static final String ROOT_PREFIX = "AKIAROOT";
  private static final String USER_PREFIX = "AKIA";
  private static final String SESSION = "session";

  /**
   * Returns the principal of an access key id that STS did not issue: the root user for an id that
   * begins with {@code AKIAROOT}, a user for {@code AKIA}, and otherwise a session, with a second
   * factor, of the role with that name.
   */
  public static Principal of(String account, String accessKeyId) {
    if (accessKeyId.equals(ANONYMOUS)) {
      return new Principal(account, accessKeyId, Kind.ANONYMOUS, "", "", false);
    }
    if (accessKeyId.startsWith(ROOT_PREFIX)) {
      return new Principal(account, accessKeyId, Kind.ROOT, "root", "", false);
    }
    return accessKeyId.startsWith(USER_PREFIX)
        ? new Principal(account, accessKeyId, Kind.USER, accessKeyId, "", false)
        : new Principal(account, accessKeyId, Kind.ROLE, accessKeyId, SESSION, true);
  }

  /** Returns the unique id, as in CloudTrail's {@code principalId}. */
  public String id() {
    return switch (kind) {
      case ROOT -> account;
      case USER -> name;
      case ROLE -> name + ":" + session;
      case ANONYMOUS -> "";
    };
  }

  /** Returns the ARN of the caller; for a role, the ARN of the session. */
  public String arn() {
    return switch (kind) {
      case ROOT -> "arn:aws:iam::" + account + ":root";
      case USER -> "arn:aws:iam::" + account + ":user/" + name;
      case ROLE -> "arn:aws:sts::" + account + ":assumed-role/" + name + "/" + session;
      case ANONYMOUS -> "";
    };
  }

  /** Returns the value of {@code aws:PrincipalArn}; for a session, the ARN of its role. */
  public String grantee() {
    return kind == Kind.ROLE ? roleArn() : arn();
  }

  /** Returns the ARN of the role of a session. */
  public String roleArn() {
    return "arn:aws:iam::" + account + ":role/" + name;
  }
}
