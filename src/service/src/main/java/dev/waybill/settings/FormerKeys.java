package dev.waybill.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keys that settings had in earlier versions, and the uses of such keys. */
final class FormerKeys {
  private final Map<String, String> presentOfFormer = new HashMap<>();
  private final Map<String, String> formerOfVariable = new HashMap<>();
  private final Map<String, String> originOfPresent = new HashMap<>();
  private final List<Use> uses = new ArrayList<>();

  /**
   * Use of a former key.
   *
   * @param former key as given
   * @param present key that the setting has now
   * @param origin file and line, environment variable, or command line
   */
  record Use(String former, String present, String origin) {
    /** Returns one line for an operator. */
    String warning() {
      return origin + ": " + former + " was renamed to " + present + "; use the new name";
    }
  }

  FormerKeys(List<SettingDeclaration<?>> declarations) {
    for (SettingDeclaration<?> declaration : declarations) {
      for (String former : declaration.formerKeys()) {
        presentOfFormer.put(former, declaration.key());
        formerOfVariable.put(SettingDeclaration.variable(former), former);
      }
    }
  }

  /** Returns the former key that an environment variable sets; null when it sets none. */
  @Nullable String keyOfVariable(String variable) {
    return formerOfVariable.get(variable);
  }

  /** Returns the present key of a given key, and remembers which of the two names was used. */
  String resolve(String given, String origin) {
    String present = presentOfFormer.get(given);
    if (present == null) {
      originOfPresent.put(given, origin);
      return given;
    }
    uses.add(new Use(given, present, origin));
    return present;
  }

  /** Returns the uses of former keys in the order of the sources. */
  List<Use> uses() {
    return List.copyOf(uses);
  }

  /** Returns a problem for each former key whose setting is given under its present key, too. */
  List<SettingProblem> problems() {
    return uses.stream()
        .filter(use -> originOfPresent.containsKey(use.present()))
        .map(this::problem)
        .toList();
  }

  private SettingProblem problem(Use use) {
    String expected =
        "is the former name of "
            + use.present()
            + ", which is set, too ("
            + originOfPresent.get(use.present())
            + "); remove the former";
    return new SettingProblem(use.origin(), use.former(), null, expected, null);
  }
}
