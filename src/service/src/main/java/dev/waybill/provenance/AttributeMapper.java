package dev.waybill.provenance;

import dev.waybill.model.Digested;
import dev.waybill.record.attributes.AttributeGroup;
import dev.waybill.record.attributes.AttributeGroup.Cause;
import dev.waybill.record.attributes.AttributeGroup.Unseen;
import dev.waybill.record.attributes.StatedAttributes;

/**
 * Mapping of a digested version to the attributes that its record states.
 *
 * <p>The tags are read only when S3 counted some, which spares a request for each object without
 * tags. A denied read is stated, because a digest without tags is worth more than no record.
 */
final class AttributeMapper {
  private final ObjectTags tags;

  AttributeMapper(ObjectTags tags) {
    this.tags = tags;
  }

  StatedAttributes attributes(Digested digested) {
    return StatedAttributes.of(digested.headers(), digested.metadata(), tags(digested));
  }

  private AttributeGroup tags(Digested digested) {
    if (digested.tagCount() == null || digested.tagCount() == 0) {
      return new Unseen(Cause.NOT_COUNTED);
    }
    return tags.visibleTags(digested.version())
        .map(AttributeGroup::of)
        .orElseGet(() -> new Unseen(Cause.DENIED));
  }
}
