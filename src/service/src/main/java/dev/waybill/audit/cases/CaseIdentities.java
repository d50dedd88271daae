package dev.waybill.audit.cases;

import dev.waybill.alert.Finding;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.catalog.Tactic;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rule of what ties incidents: principals and public addresses that are not trusted. Services of
 * AWS and callers without a name have incidents of different attackers, so that they tie none.
 */
public final class CaseIdentities {
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

  /** At least two colons, so that the JDK reads it as an address and never looks a name up. */
  private static final Pattern IPV6 = Pattern.compile("(?=.*:.*:)[0-9a-fA-F:.]{2,45}");

  private static final Pattern NOBODY =
      Pattern.compile(
          "(?i)unknown|anonymous|ANONYMOUS_PRINCIPAL|AWSService|AWSAccount|"
              + "HIDDEN_DUE_TO_SECURITY_REASONS|.*\\.amazonaws\\.com");

  private final Set<String> trusted;
  private final Pattern serviceRole;

  /**
   * @param account id of the audited account
   * @param serviceRole name of the role that the service runs as
   * @param trusted ARNs of principals, and addresses
   */
  public CaseIdentities(String account, String serviceRole, List<String> trusted) {
    this.trusted = Set.copyOf(trusted);
    this.serviceRole =
        Pattern.compile(
            "arn:[a-z-]+:iam::"
                + Pattern.quote(account)
                + ":role/(?:[!-~]+/)?"
                + Pattern.quote(serviceRole));
  }

  /**
   * Returns what an audit's finding tells of an attack.
   *
   * @param query audit with at least one tactic
   */
  ReportedIncident incident(AuditQuery query, Finding finding) {
    List<Tactic> tactics = query.tactics();
    String principal = finding.details().getOrDefault("principal", "");
    boolean isTrusted = isTrusted(principal);
    return new ReportedIncident(
        query.id(),
        Stage.of(tactics.get(0)),
        finding.severity(),
        new TimeSpan(finding.occurrences().first(), finding.occurrences().last()),
        finding.occurrences().count(),
        isTrusted,
        isTrusted || isNobody(principal) ? Set.of() : Set.of(principal),
        addresses(finding),
        finding.affected());
  }

  private boolean isTrusted(String principal) {
    return trusted.contains(principal) || serviceRole.matcher(principal).matches();
  }

  private static boolean isNobody(String principal) {
    return principal.isBlank() || NOBODY.matcher(principal).matches();
  }

  private Set<String> addresses(Finding finding) {
    Set<String> addresses = new LinkedHashSet<>();
    Stream.of("source_ip", "source_ips", "addresses")
        .map(it -> finding.details().getOrDefault(it, ""))
        .flatMap(it -> Stream.of(it.split(" ", -1)))
        .filter(it -> !trusted.contains(it) && isPublicAddress(it))
        .forEach(addresses::add);
    return addresses;
  }

  /** Many machines share a private address, and a name of a service is no address. */
  private static boolean isPublicAddress(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return false;
    }
    try {
      InetAddress address = InetAddress.getByName(text);
      return !address.isSiteLocalAddress()
          && !address.isLoopbackAddress()
          && !address.isLinkLocalAddress()
          && !address.isAnyLocalAddress()
          && !isShared(address.getAddress());
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Returns whether an address is one of fc00::/7 or 100.64.0.0/10. */
  private static boolean isShared(byte[] bytes) {
    return bytes.length > Integer.BYTES
        ? (bytes[0] & 0xFE) == 0xFC
        : bytes[0] == 100 && (bytes[1] & 0xC0) == 0x40;
  }
}
