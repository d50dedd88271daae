package dev.waybill.baseline.desired;

import dev.waybill.settings.KmsSigning;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Permissions on the key of KMS that signs records or delegates; none when the key is in a file.
 */
final class SigningPermissions {
  private static final String PUBLIC_KEY = "kms:GetPublicKey";
  private static final String DESCRIBE = "kms:DescribeKey";
  private static final String ALIAS = "alias/";

  private SigningPermissions() {}

  /** Returns the permissions to sign. */
  static Stream<DesiredStatement> sign(Deployment d) {
    return allow(d, "SignRecords", "kms:Sign", PUBLIC_KEY, DESCRIBE);
  }

  /** Returns the permission to verify what the key signed. */
  static Stream<DesiredStatement> verify(Deployment d) {
    return allow(d, "ReadSigningKey", PUBLIC_KEY, DESCRIBE);
  }

  /** Returns the permissions to create the key and to keep it usable. */
  static Stream<DesiredStatement> manage(Deployment d) {
    KmsSigning kms = d.settings().signing().kms();
    Stream<DesiredStatement> keep =
        allow(d, "SetSigningKey", DESCRIBE, "kms:EnableKey", "kms:CancelKeyDeletion");
    // A new key has no alias yet. The alias itself limits which one it may get.
    return kms == null || !kms.key().startsWith(ALIAS)
        ? keep
        : Stream.concat(
            keep,
            Stream.of(
                DesiredStatement.allow("NameSigningKey")
                    .actions("kms:CreateAlias")
                    .resources(prefix(d) + kms.key(), keys(d) + "*")));
  }

  private static Stream<DesiredStatement> allow(Deployment d, String name, String... actions) {
    KmsSigning kms = d.settings().signing().kms();
    if (kms == null) {
      return Stream.of();
    }
    String key = kms.key();
    DesiredStatement statement = DesiredStatement.allow(name).actions(actions);
    String alias = alias(key);
    // IAM knows the aliases of a key by a condition only.
    return Stream.of(
        alias == null
            ? statement.resources(key.startsWith("arn:") ? key : keys(d) + key)
            : statement
                .resources(keys(d) + "*")
                .condition("ForAnyValue:StringEquals", "kms:ResourceAliases", alias));
  }

  private static @Nullable String alias(String key) {
    int at = key.indexOf(ALIAS);
    return at < 0 ? null : key.substring(at);
  }

  private static String keys(Deployment d) {
    return prefix(d) + "key/";
  }

  private static String prefix(Deployment d) {
    return "arn:" + d.partition() + ":kms:" + d.region() + ":" + d.account() + ":";
  }
}
