package dev.waybill.localcloud.policy;

import dev.waybill.localcloud.wire.Principal;
import java.util.Set;

/**
 * A caller, by every name that a policy may give it.
 *
 * @param kind {@code AWS} or {@code Service}, as policies have it
 * @param names ARNs and account ids, or a service's name
 */
public record Who(String kind, Set<String> names) {
  static final String AWS = "AWS";
  static final String SERVICE = "Service";

  public Who {
    names = Set.copyOf(names);
  }

  /** Somebody of an account: by itself, by its role and by its account. */
  public static Who of(Principal principal) {
    String root = "arn:aws:iam::" + principal.account() + ":root";
    return switch (principal.kind()) {
      case ROOT -> new Who(AWS, Set.of(root, principal.account()));
      case USER -> new Who(AWS, Set.of(principal.arn(), principal.account(), root));
      case ROLE ->
          new Who(AWS, Set.of(principal.arn(), principal.roleArn(), principal.account(), root));
      case NOBODY -> new Who(AWS, Set.of());
    };
  }

  /** A service of AWS, such as {@code cloudtrail.amazonaws.com}. */
  public static Who service(String name) {
    return new Who(SERVICE, Set.of(name));
  }
}
