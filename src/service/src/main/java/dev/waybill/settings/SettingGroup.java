package dev.waybill.settings;

import java.util.List;

/**
 * Section of the settings reference.
 *
 * @param title heading
 * @param introduction sentences about the group as a whole; may be empty
 * @param declarations settings in the order in which they are documented
 */
record SettingGroup(String title, String introduction, List<SettingDeclaration<?>> declarations) {
  SettingGroup {
    declarations = List.copyOf(declarations);
  }

  static SettingGroup of(String title, SettingDeclaration<?>... declarations) {
    return new SettingGroup(title, "", List.of(declarations));
  }

  /** Returns this group with sentences about the group as a whole. */
  SettingGroup introducedBy(String sentences) {
    return new SettingGroup(title, sentences, declarations);
  }
}
