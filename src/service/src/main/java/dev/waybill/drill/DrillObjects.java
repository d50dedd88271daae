package dev.waybill.drill;

import dev.waybill.record.object.ObjectVersion;

/**
 * Port to the objects of drills in the raw bucket. Every method may be repeated after a crash, and
 * throws an unchecked exception when S3 cannot be reached or denies the call.
 */
public interface DrillObjects {
  /** Uploads an object, unless it is there; returns its oldest version. */
  String upload(String key, byte[] content);

  /** Returns true when an alteration of a version was made. */
  boolean isAltered(DrillKind kind, ObjectVersion version);

  /**
   * Makes an alteration.
   *
   * @param other the bytes that overwrite the object
   */
  void alter(DrillKind kind, ObjectVersion version, byte[] other);

  /** Deletes a version, so that its entry is that of an expired object. */
  void remove(ObjectVersion version);
}
