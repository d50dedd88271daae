package dev.waybill.alert;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * A finding as a CloudEvents 1.0 event in structured JSON, whose data is an OCSF 1.8.0 Detection
 * Finding (class 2004): on one line, and foreign text in it is text of JSON.
 */
public final class FindingEvent {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OCSF = "1.8.0";
  private static final int FINDINGS = 2;
  private static final int DETECTION_FINDING = 2004;
  private static final int CREATE = 1;
  private static final int RULE = 1;
  private static final int RESOURCE_UID = 10;

  private final String source;
  private final String version;

  /**
   * @param bucket whose custody the findings are about
   * @param version of Waybill
   */
  public FindingEvent(String bucket, String version) {
    this.source = "urn:waybill:" + bucket;
    this.version = version;
  }

  /** The event, on one line without its end. */
  public String of(Finding finding) {
    String id = UUID.randomUUID().toString();
    ObjectNode event = JSON.createObjectNode();
    event.put("specversion", "1.0").put("id", id).put("source", source);
    event.put("type", "dev.waybill.finding.v1").put("subject", finding.uid());
    event.put("time", finding.time().toString()).put("datacontenttype", "application/json");
    event.put("dataschema", "https://schema.ocsf.io/schema/1.8.0/classes/detection_finding");
    data(event.putObject("data"), finding, id);
    return event.toString();
  }

  private void data(ObjectNode data, Finding finding, String id) {
    kind(data);
    data.put("severity_id", finding.severity().id());
    data.put("severity", finding.severity().caption());
    data.put("status_id", 1).put("status", "New").put("is_alert", true);
    data.put("time", finding.time().toEpochMilli()).put("message", finding.message());
    metadata(data.putObject("metadata"), id);
    info(data.putObject("finding_info"), finding);
    data.putObject("remediation").put("desc", finding.remediation());
    data.putArray("resources").addObject().put("uid", finding.resource());
    data.putArray("observables")
        .addObject()
        .put("name", "resources[].uid")
        .put("type_id", RESOURCE_UID)
        .put("value", finding.resource());
  }

  private static void kind(ObjectNode data) {
    data.put("activity_id", CREATE).put("activity_name", "Create");
    data.put("category_uid", FINDINGS).put("category_name", "Findings");
    data.put("class_uid", DETECTION_FINDING).put("class_name", "Detection Finding");
    data.put("type_uid", DETECTION_FINDING * 100 + CREATE);
    data.put("type_name", "Detection Finding: Create");
  }

  private void metadata(ObjectNode metadata, String id) {
    metadata.put("version", OCSF).put("uid", id);
    metadata
        .putObject("product")
        .put("name", "Waybill")
        .put("vendor_name", "Waybill")
        .put("version", version);
  }

  private static void info(ObjectNode info, Finding finding) {
    info.put("uid", finding.uid()).put("title", finding.title());
    info.put("created_time", finding.time().toEpochMilli());
    info.putObject("analytic")
        .put("uid", finding.rule())
        .put("name", finding.rule())
        .put("type_id", RULE)
        .put("type", "Rule");
  }
}
