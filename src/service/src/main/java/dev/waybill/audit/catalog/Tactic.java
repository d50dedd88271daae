package dev.waybill.audit.catalog;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tactic of MITRE ATT&CK for Enterprise, version 19, in the order of its matrix. Version 19
 * replaced the tactic "defense evasion" by "stealth" and "defense impairment".
 */
public enum Tactic {
  RECONNAISSANCE("TA0043"),
  RESOURCE_DEVELOPMENT("TA0042"),
  INITIAL_ACCESS("TA0001"),
  EXECUTION("TA0002"),
  PERSISTENCE("TA0003"),
  PRIVILEGE_ESCALATION("TA0004"),
  STEALTH("TA0005"),
  DEFENSE_IMPAIRMENT("TA0112"),
  CREDENTIAL_ACCESS("TA0006"),
  DISCOVERY("TA0007"),
  LATERAL_MOVEMENT("TA0008"),
  COLLECTION("TA0009"),
  COMMAND_AND_CONTROL("TA0011"),
  EXFILTRATION("TA0010"),
  IMPACT("TA0040");

  /** Word in the header of an audit that finds no attack. */
  static final String NONE = "none";

  private final String id;

  Tactic(String id) {
    this.id = id;
  }

  /** Returns the id in ATT&CK, such as {@code TA0001}. */
  public String id() {
    return id;
  }

  /** Returns the name in lower case, such as {@code initial access}. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * Returns the tactic of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Tactic of(String title) {
    return Stream.of(values())
        .filter(it -> it.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(title)));
  }

  /** Returns the names of tactics as a header has them. */
  public static String list(List<Tactic> tactics) {
    return tactics.isEmpty()
        ? NONE
        : tactics.stream().map(Tactic::title).collect(Collectors.joining(", "));
  }

  private static String unknown(String title) {
    return "tactic \""
        + title
        + "\" is not one of ATT&CK 19: "
        + list(List.of(values()))
        + "; or "
        + NONE
        + " alone"
        + (title.startsWith("defense") || title.startsWith("defence")
            ? " (version 19 split defense evasion into stealth and defense impairment)"
            : "");
  }
}
