package dev.waybill.localcloud.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.localcloud.cloudtrail.EventFields.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A basic event selector.
 *
 * @param readWrite All, ReadOnly or WriteOnly
 * @param management whether it takes management events
 * @param excludedSources of management events
 * @param data resources whose data events it takes: an ARN stands for all that begin with it
 */
record BasicSelector(
    String readWrite, boolean management, Set<String> excludedSources, List<Resource> data)
    implements Selector {
  private static final String OBJECTS = "AWS::S3::Object";
  private static final Pattern OBJECT_ARN = Pattern.compile("arn:aws:s3(:::([^/]+/.*)?)?");

  BasicSelector {
    excludedSources = Set.copyOf(excludedSources);
    data = List.copyOf(data);
  }

  /**
   * Reads a selector.
   *
   * @throws dev.waybill.localcloud.service.JsonError InvalidEventSelectorsException
   */
  static BasicSelector of(JsonNode json) {
    String readWrite = json.path("ReadWriteType").asText("All");
    if (!Set.of("All", "ReadOnly", "WriteOnly").contains(readWrite)) {
      throw TrailRefusal.SELECTORS.because("ReadWriteType cannot be " + readWrite);
    }
    List<Resource> data = new ArrayList<>();
    for (JsonNode resource : json.path("DataResources")) {
      String type = resource.path("Type").asText();
      resource.path("Values").forEach(value -> data.add(resource(type, value.asText())));
    }
    Set<String> excluded = new java.util.TreeSet<>();
    json.path("ExcludeManagementEventSources").forEach(source -> excluded.add(source.asText()));
    return new BasicSelector(
        readWrite, json.path("IncludeManagementEvents").asBoolean(true), excluded, data);
  }

  private static Resource resource(String type, String arn) {
    if (type.isEmpty() || (type.equals(OBJECTS) && !OBJECT_ARN.matcher(arn).matches())) {
      throw TrailRefusal.SELECTORS.because(
          "Value "
              + arn
              + " for DataResources.Values is invalid for the resource type "
              + type
              + "; an S3 prefix is arn:aws:s3:::bucket/prefix");
    }
    return new Resource(type, arn);
  }

  @Override
  public boolean selects(EventFields event) {
    boolean way = readWrite.equals("All") || readWrite.equals("ReadOnly") == event.readOnly();
    return way
        && (event.category().equals("Management")
            ? management && !excludedSources.contains(event.source())
            : event.resources().stream().anyMatch(this::takes));
  }

  private boolean takes(Resource resource) {
    return data.stream()
        .anyMatch(it -> it.type().equals(resource.type()) && resource.arn().startsWith(it.arn()));
  }
}
