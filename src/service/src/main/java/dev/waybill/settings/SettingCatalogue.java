package dev.waybill.settings;

import java.util.List;
import java.util.stream.Stream;

/**
 * Catalogue of every setting with a fixed key. {@code config/application.properties} and {@code
 * docs/reference/settings.md} are generated from it. The settings of single audits, whose keys hold
 * an id, are declared by {@link AuditTuningDeclarations}.
 */
final class SettingCatalogue {
  private static final List<SettingGroup> GROUPS =
      Stream.of(
              StorageDeclarations.groups(),
              ProcessingDeclarations.groups(),
              RecordLogDeclarations.groups(),
              FixityDeclarations.groups(),
              BackfillDeclarations.groups(),
              DrillDeclarations.groups(),
              ReconcileDeclarations.groups(),
              TrailDeclarations.groups(),
              ServiceDeclarations.groups(),
              StatusDeclarations.groups(),
              AuditDeclarations.groups(),
              AlertDeclarations.groups(),
              SinkDeclarations.groups())
          .flatMap(List::stream)
          .toList();

  private static final List<SettingDeclaration<?>> ALL =
      GROUPS.stream()
          .<SettingDeclaration<?>>flatMap(group -> group.declarations().stream())
          .toList();

  private SettingCatalogue() {}

  /** Returns the sections of the settings reference in their order. */
  static List<SettingGroup> groups() {
    return GROUPS;
  }

  /** Returns every declaration in the order of the settings reference. */
  static List<SettingDeclaration<?>> all() {
    return ALL;
  }
}
