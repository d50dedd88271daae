package dev.waybill.localcloud.policy;

import dev.waybill.localcloud.wire.Principal;
import java.util.Set;

/**
 * Caller with all the names by which a policy can refer to the caller.
 *
 * @param kind the kind of principal in policies, {@code AWS} or {@code Service}
 * @param names the ARNs and account ids of the caller, or the name of a service
 */
public record PolicyPrincipal(String kind, Set<String> names) {
  static final String AWS = "AWS";
  static final String SERVICE = "Service";

  public PolicyPrincipal {
    names = Set.copyOf(names);
  }

  /** Returns the principal with its own ARN, its role's ARN and its account. */
  public static PolicyPrincipal of(Principal principal) {
    String root = "arn:aws:iam::" + principal.account() + ":root";
    return switch (principal.kind()) {
      case ROOT -> new PolicyPrincipal(AWS, Set.of(root, principal.account()));
      case USER -> new PolicyPrincipal(AWS, Set.of(principal.arn(), principal.account(), root));
      case ROLE ->
          new PolicyPrincipal(
              AWS, Set.of(principal.arn(), principal.roleArn(), principal.account(), root));
      case ANONYMOUS -> new PolicyPrincipal(AWS, Set.of());
    };
  }

  /** Returns an AWS service, such as {@code cloudtrail.amazonaws.com}, as a caller. */
  public static PolicyPrincipal service(String name) {
    return new PolicyPrincipal(SERVICE, Set.of(name));
  }
}
