package dev.waybill.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Factory of CloudEvents 1.0 events in structured JSON whose data is an OCSF 1.8.0 Detection
 * Finding (class 2004). An event is one line, and untrusted input in it is an escaped JSON text.
 */
public final class FindingEvent {
  private static final String OCSF = "1.8.0";
  private static final int FINDINGS_CATEGORY = 2;
  private static final int DETECTION_FINDING = 2004;
  private static final int RULE_ANALYTIC = 1;
  private static final int MAX_REASON_LENGTH = 1000;
  private static final int MAX_COMMENT_LENGTH = 4000;

  private final String source;
  private final String version;

  /**
   * @param bucket bucket under custody
   * @param version version of Waybill
   */
  public FindingEvent(String bucket, String version) {
    this.source = "urn:waybill:" + bucket;
    this.version = version;
  }

  /**
   * Returns the event about a finding. The same arguments give the same event, to the byte.
   *
   * @param any finding of any size; brought within {@link FindingLimits}
   */
  public AlertEvent of(Finding any, EventHeader header) {
    Finding finding = FindingLimits.limited(any);
    int limit = FindingLimits.MAX_CHARACTERS;
    String json = json(finding, header);
    while (json.getBytes(StandardCharsets.UTF_8).length > FindingLimits.MAX_BYTES) {
      limit /= 2;
      json = json(FindingLimits.limited(finding, limit), header);
    }
    return new AlertEvent(
        finding.uid(),
        finding.rule(),
        header.kind(),
        finding.severity(),
        finding,
        header.id(),
        header.handling(),
        json);
  }

  private String json(Finding finding, EventHeader header) {
    ObjectNode event = StoredJson.MAPPER.createObjectNode();
    event.put("specversion", "1.0").put("id", header.id()).put("source", source);
    event.put("type", OcsfActivity.of(header.kind()).type()).put("subject", finding.uid());
    event.put("time", header.time().toString()).put("datacontenttype", "application/json");
    event.put("dataschema", "https://schema.ocsf.io/schema/1.8.0/classes/detection_finding");
    ObjectNode data = event.putObject("data");
    kind(data, OcsfActivity.of(header.kind()), header.handling());
    if (!header.why().isEmpty()) {
      data.put("status_detail", FindingLimits.truncate(header.why(), MAX_REASON_LENGTH));
    }
    about(data, finding);
    metadata(data.putObject("metadata"), header.id());
    info(data.putObject("finding_info"), finding, header);
    unmapped(data, finding);
    return event.toString();
  }

  private static void kind(ObjectNode data, OcsfActivity activity, Handling handling) {
    data.put("activity_id", activity.id()).put("activity_name", activity.caption());
    data.put("category_uid", FINDINGS_CATEGORY).put("category_name", "Findings");
    data.put("class_uid", DETECTION_FINDING).put("class_name", "Detection Finding");
    data.put("type_uid", DETECTION_FINDING * 100 + activity.id());
    data.put("type_name", "Detection Finding: " + activity.caption());
    OcsfStatus status = OcsfStatus.of(activity, handling.state());
    data.put("status_id", status.id()).put("status", status.caption());
    if (!handling.comment().isEmpty()) {
      data.put("comment", FindingLimits.truncate(handling.comment(), MAX_COMMENT_LENGTH));
    }
    data.put("is_alert", true);
  }

  private static void about(ObjectNode data, Finding finding) {
    data.put("severity_id", finding.severity().id());
    data.put("severity", finding.severity().caption());
    data.put("time", finding.time().toEpochMilli()).put("message", finding.message());
    data.put("count", finding.occurrences().count());
    data.put("start_time", finding.occurrences().first().toEpochMilli());
    data.put("end_time", finding.occurrences().last().toEpochMilli());
    data.putObject("remediation").put("desc", finding.remediation());
    resources(data.putArray("resources"), finding);
  }

  /** Lists the latest resource and then the others, the newest first. */
  private static void resources(ArrayNode resources, Finding finding) {
    resources.addObject().put("uid", finding.resource());
    List<String> names = finding.affected().names();
    for (int index = names.size() - 1; index >= 0; index--) {
      if (!names.get(index).equals(finding.resource())) {
        resources.addObject().put("uid", names.get(index));
      }
    }
  }

  private void metadata(ObjectNode metadata, String id) {
    metadata.put("version", OCSF).put("uid", id);
    metadata
        .putObject("product")
        .put("name", "Waybill")
        .put("vendor_name", "Waybill")
        .put("version", version);
  }

  private static void info(ObjectNode info, Finding finding, EventHeader header) {
    info.put("uid", finding.uid()).put("title", finding.title());
    info.put("created_time", header.opened().toEpochMilli());
    info.put("modified_time", header.time().toEpochMilli());
    info.put("first_seen_time", finding.occurrences().first().toEpochMilli());
    info.put("last_seen_time", finding.occurrences().last().toEpochMilli());
    info.putObject("analytic")
        .put("uid", finding.rule())
        .put("name", finding.rule())
        .put("type_id", RULE_ANALYTIC)
        .put("type", "Rule");
  }

  /** Adds the values that OCSF has no field for. */
  private static void unmapped(ObjectNode data, Finding finding) {
    long resources = finding.affected().total();
    if (finding.details().isEmpty() && finding.references().isEmpty() && resources < 2) {
      return;
    }
    ObjectNode unmapped = data.putObject("unmapped");
    if (resources > 1) {
      unmapped.put("resources_hit", resources);
    }
    finding.details().forEach(unmapped.putObject("details")::put);
    finding.references().forEach(unmapped.putArray("references")::add);
  }
}
