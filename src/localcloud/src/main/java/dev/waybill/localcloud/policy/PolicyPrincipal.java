package dev.waybill.localcloud.policy;

import dev.waybill.localcloud.wire.Principal;
import java.util.Set;

/**
 * A caller, by every name that a policy may give it.
 *
 * @param kind {@code AWS} or {@code Service}, as policies have it
 * @param names ARNs and account ids, or a service's name
 */
public record PolicyPrincipal(String kind, Set<String> names) {
  static final String AWS = "AWS";
  static final String SERVICE = "Service";

  public PolicyPrincipal {
    names = Set.copyOf(names);
  }

  /** Somebody of an account: by itself, by its role and by its account. */
  public static PolicyPrincipal of(Principal principal) {
    String root = "arn:aws:iam::" + principal.account() + ":root";
    return switch (principal.kind()) {
      case ROOT -> new PolicyPrincipal(AWS, Set.of(root, principal.account()));
      case USER -> new PolicyPrincipal(AWS, Set.of(principal.arn(), principal.account(), root));
      case ROLE ->
          new PolicyPrincipal(
              AWS, Set.of(principal.arn(), principal.roleArn(), principal.account(), root));
      case NOBODY -> new PolicyPrincipal(AWS, Set.of());
    };
  }

  /** A service of AWS, such as {@code cloudtrail.amazonaws.com}. */
  public static PolicyPrincipal service(String name) {
    return new PolicyPrincipal(SERVICE, Set.of(name));
  }
}
