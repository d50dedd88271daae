package dev.waybill.audit.cases;

import dev.waybill.audit.catalog.Tactic;
import java.util.Locale;

/** Stage of an attack: a group of ATT&CK tactics. */
enum Stage {
  /** Getting in, and looking around. */
  ACCESS,
  /** More rights, and ways to come back. */
  ESCALATION,
  /** Hiding, and weakening what would detect or prevent. */
  EVASION,
  /** Taking, changing and destroying. */
  IMPACT;

  static Stage of(Tactic tactic) {
    return switch (tactic) {
      case RECONNAISSANCE, RESOURCE_DEVELOPMENT, INITIAL_ACCESS, CREDENTIAL_ACCESS, DISCOVERY ->
          ACCESS;
      case EXECUTION, PERSISTENCE, PRIVILEGE_ESCALATION, LATERAL_MOVEMENT -> ESCALATION;
      case STEALTH, DEFENSE_IMPAIRMENT -> EVASION;
      case COLLECTION, COMMAND_AND_CONTROL, EXFILTRATION, IMPACT -> IMPACT;
    };
  }

  String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
