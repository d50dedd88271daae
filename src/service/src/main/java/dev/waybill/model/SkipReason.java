package dev.waybill.model;

import java.util.Locale;

/** Why a notification asks for no custody. */
public enum SkipReason {
  /** {@code s3:TestEvent}, sent when notifications are configured. */
  TEST_EVENT,
  /** A zero-byte key ending in {@code /}, which consoles make to show a folder. */
  FOLDER_MARKER,
  /** A bucket that is not the raw bucket. */
  FOREIGN_BUCKET,
  /** A key outside {@code incoming/} and {@code test/}. */
  FOREIGN_PREFIX,
  /** An event that is not the creation of an object. */
  OTHER_EVENT;

  /** The name used in metrics and logs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
