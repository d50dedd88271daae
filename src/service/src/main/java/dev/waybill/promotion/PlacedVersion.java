package dev.waybill.promotion;

import dev.waybill.model.ObjectAttributes;
import dev.waybill.record.object.ObjectVersion;

/**
 * Version at a destination, current or not.
 *
 * @param version the version
 * @param attributes the attributes that S3 reports of it
 */
public record PlacedVersion(ObjectVersion version, ObjectAttributes attributes) {}
