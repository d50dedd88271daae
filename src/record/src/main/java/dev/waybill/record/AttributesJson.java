package dev.waybill.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.record.Verdict.Reason;
import dev.waybill.record.attributes.AttributeGroup;
import dev.waybill.record.attributes.AttributeGroup.Cause;
import dev.waybill.record.attributes.AttributeGroup.Digest;
import dev.waybill.record.attributes.AttributeGroup.Unseen;
import dev.waybill.record.attributes.AttributeGroup.Values;
import dev.waybill.record.attributes.StatedAttributes;
import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** JSON form of the attributes in the predicate. Each group has exactly one of its three forms. */
final class AttributesJson {
  private static final Reason REASON = Reason.STATEMENT;

  private AttributesJson() {}

  static void write(JsonGenerator json, StatedAttributes attributes) throws IOException {
    json.writeObjectFieldStart("attributes");
    write(json, "headers", attributes.headers());
    write(json, "metadata", attributes.metadata());
    write(json, "tags", attributes.tags());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, AttributeGroup group)
      throws IOException {
    json.writeObjectFieldStart(name);
    if (group instanceof Values seen) {
      json.writeObjectFieldStart("values");
      for (Map.Entry<String, String> value : new TreeMap<>(seen.values()).entrySet()) {
        json.writeStringField(value.getKey(), value.getValue());
      }
      json.writeEndObject();
    } else if (group instanceof Digest large) {
      json.writeNumberField("count", large.count());
      json.writeStringField("sha256", large.sha256().hex());
    } else if (group instanceof Unseen unseen) {
      json.writeStringField("unseen", unseen.cause().label());
    }
    json.writeEndObject();
  }

  /** Reads the attributes of a predicate, all of which are required. */
  static StatedAttributes read(JsonNode predicate) throws InvalidRecordException {
    JsonNode attributes = RecordJson.object(predicate, "attributes", REASON);
    RecordJson.requireOnly(attributes, Set.of("headers", "metadata", "tags"), REASON);
    return new StatedAttributes(
        group(attributes, "headers"), group(attributes, "metadata"), group(attributes, "tags"));
  }

  private static AttributeGroup group(JsonNode attributes, String name)
      throws InvalidRecordException {
    JsonNode group = RecordJson.object(attributes, name, REASON);
    if (group.has("values")) {
      RecordJson.requireOnly(group, Set.of("values"), REASON);
      return new Values(values(RecordJson.object(group, "values", REASON)));
    }
    if (group.has("unseen")) {
      RecordJson.requireOnly(group, Set.of("unseen"), REASON);
      return new Unseen(cause(RecordJson.text(group, "unseen", REASON)));
    }
    RecordJson.requireOnly(group, Set.of("count", "sha256"), REASON);
    return new Digest(new Sha256(RecordJson.text(group, "sha256", REASON)), count(group));
  }

  private static Map<String, String> values(JsonNode object) throws InvalidRecordException {
    Map<String, String> values = new HashMap<>();
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      values.put(name, RecordJson.text(object, name, REASON));
    }
    return values;
  }

  private static Cause cause(String label) throws InvalidRecordException {
    return Cause.named(label)
        .orElseThrow(() -> new InvalidRecordException(REASON, "unseen has no known cause"));
  }

  private static int count(JsonNode group) throws InvalidRecordException {
    JsonNode count = group.get("count");
    if (count == null || !count.isInt() || count.intValue() < 0) {
      throw new InvalidRecordException(REASON, "count is missing or no number of attributes");
    }
    return count.intValue();
  }
}
