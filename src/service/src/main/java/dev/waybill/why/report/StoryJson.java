package dev.waybill.why.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.waybill.why.ObjectStory;
import dev.waybill.why.StoryEvent;
import dev.waybill.why.StoryGap;
import dev.waybill.why.StoryVersion;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON form of a story. */
final class StoryJson {
  // Keeps untrusted input from controlling the terminal; the meaning is the same.
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final JsonGenerator json;

  private StoryJson(JsonGenerator json) {
    this.json = json;
  }

  static String write(ObjectStory story) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out).useDefaultPrettyPrinter()) {
      new StoryJson(json).writeAll(story);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.append('\n').toString();
  }

  private void writeAll(ObjectStory story) throws IOException {
    json.writeStartObject();
    json.writeStringField("address", story.address());
    json.writeStringField("at", story.at().toString());
    json.writeStringField("since", story.since().toString());
    json.writeObjectFieldStart("verdict");
    json.writeStringField("custody", story.verdict().custody().text());
    json.writeBooleanField("whole", story.verdict().isWhole());
    json.writeStringField("sentence", story.verdict().sentence());
    json.writeArrayFieldStart("reasons");
    for (String reason : story.verdict().reasons()) {
      json.writeString(reason);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeArrayFieldStart("versions");
    for (StoryVersion version : story.versions()) {
      json.writeStartObject();
      json.writeStringField("name", version.name());
      json.writeStringField("address", version.address());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("events");
    for (StoryEvent event : story.events()) {
      write(event);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("gaps");
    for (StoryGap gap : story.gaps()) {
      write(gap);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(StoryEvent event) throws IOException {
    json.writeStartObject();
    json.writeStringField("time", event.time().toString());
    json.writeStringField("kind", event.kind().text());
    json.writeStringField("version", event.version());
    json.writeStringField("sentence", event.sentence());
    json.writeBooleanField("defect", event.isDefect());
    json.writeObjectFieldStart("evidence");
    for (Map.Entry<String, String> each : event.evidence().entrySet()) {
      json.writeStringField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void write(StoryGap gap) throws IOException {
    json.writeStartObject();
    json.writeStringField("source", gap.source());
    write("from", gap.from());
    write("to", gap.to());
    json.writeStringField("reason", gap.reason());
    json.writeBooleanField("failure", gap.isFailure());
    json.writeEndObject();
  }

  private void write(String name, @Nullable Instant time) throws IOException {
    if (time == null) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, time.toString());
    }
  }
}
