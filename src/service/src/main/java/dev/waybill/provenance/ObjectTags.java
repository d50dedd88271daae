package dev.waybill.provenance;

import dev.waybill.record.object.ObjectVersion;
import java.util.Map;
import java.util.Optional;

/** Port for the tags of object versions. */
public interface ObjectTags {
  /** Returns the tags of one version, by name; empty when S3 denies the read. */
  Optional<Map<String, String>> visibleTags(ObjectVersion version);
}
