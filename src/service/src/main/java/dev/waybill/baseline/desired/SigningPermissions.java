package dev.waybill.baseline.desired;

import dev.waybill.settings.KmsSigning;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Permissions on the key of KMS that signs records or delegates; none when the key is in a file.
 */
final class SigningPermissions {
  private static final String PUBLIC_KEY = "kms:GetPublicKey";

  private SigningPermissions() {}

  /** Returns the permissions to sign. */
  static Stream<DesiredStatement> sign(Deployment d) {
    return allow(d, "SignRecords", "kms:Sign", PUBLIC_KEY);
  }

  /** Returns the permission to verify what the key signed. */
  static Stream<DesiredStatement> verify(Deployment d) {
    return allow(d, "ReadSigningKey", PUBLIC_KEY);
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
    int at = key.indexOf("alias/");
    return at < 0 ? null : key.substring(at);
  }

  private static String keys(Deployment d) {
    return "arn:" + d.partition() + ":kms:" + d.region() + ":" + d.account() + ":key/";
  }
}
