package dev.waybill.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * Bean {@code objectTags}, which hooks may use: sets a tag of the promoted object. The name and the
 * value are the operator's; the object is that of the event in the body.
 */
public final class HookTags {
  private static final String PROPERTY = "tag";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final S3Client s3;

  public HookTags(S3Client s3) {
    this.s3 = s3;
  }

  /**
   * Sets the tag that the property {@code tag} names, as {@code NAME=VALUE}, of the promoted
   * version and keeps its other tags. Does nothing when the tag is set already.
   *
   * @throws IllegalStateException when the property is missing, or the body is not the event of a
   *     promoted object
   */
  public void set(Exchange exchange) {
    String tag = exchange.getProperty(PROPERTY, "", String.class);
    int end = tag.indexOf('=');
    if (end < 1) {
      throw new IllegalStateException("objectTags.set needs the property tag: NAME=VALUE");
    }
    String name = tag.substring(0, end);
    JsonNode destination = event(exchange).path("destination");
    String version = destination.path("versionId").textValue();
    if (version == null) {
      throw new IllegalStateException("objectTags.set needs the event of direct:promoted");
    }
    String bucket = destination.path("bucket").textValue();
    String key = destination.path("key").textValue();
    List<Tag> tags =
        s3.getObjectTagging(get -> get.bucket(bucket).key(key).versionId(version)).tagSet();
    Tag wanted = Tag.builder().key(name).value(tag.substring(end + 1)).build();
    if (!tags.contains(wanted)) {
      List<Tag> changed = new ArrayList<>(tags);
      changed.removeIf(it -> it.key().equals(name));
      changed.add(wanted);
      s3.putObjectTagging(
          put -> put.bucket(bucket).key(key).versionId(version).tagging(it -> it.tagSet(changed)));
    }
  }

  private static JsonNode event(Exchange exchange) {
    try {
      return JSON.readTree(exchange.getMessage().getBody(String.class));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IllegalStateException("objectTags.set needs the event of direct:promoted", e);
    }
  }
}
