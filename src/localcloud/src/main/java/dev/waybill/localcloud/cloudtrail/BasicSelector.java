package dev.waybill.localcloud.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.localcloud.cloudtrail.EventFields.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Basic event selector.
 *
 * @param readWrite the kind of calls: All, ReadOnly or WriteOnly
 * @param management true to select management events
 * @param excludedSources the services whose management events are not selected
 * @param data the resources whose data events are selected; an ARN selects every ARN that begins
 *     with it
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
      throw TrailErrorCode.SELECTORS.error(
          "ReadWriteType is " + readWrite + " and must be All, ReadOnly or WriteOnly");
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
      throw TrailErrorCode.SELECTORS.error(
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
    boolean readWriteMatches =
        readWrite.equals("All") || readWrite.equals("ReadOnly") == event.readOnly();
    return readWriteMatches
        && (event.category().equals("Management")
            ? management && !excludedSources.contains(event.source())
            : event.resources().stream().anyMatch(this::matches));
  }

  private boolean matches(Resource resource) {
    return data.stream()
        .anyMatch(it -> it.type().equals(resource.type()) && resource.arn().startsWith(it.arn()));
  }
}
