package dev.waybill.alert;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * A finding as a CloudEvents 1.0 event in structured JSON, whose data is an OCSF 1.8.0 Detection
 * Finding (class 2004): on one line, and foreign text in it is text of JSON.
 */
public final class FindingEvent {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OCSF = "1.8.0";
  private static final int FINDINGS = 2;
  private static final int DETECTION_FINDING = 2004;
  private static final int RULE = 1;
  private static final int SHORT = 1000;

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

  /**
   * The event about a finding. The same arguments give the same event, to the byte.
   *
   * @param any is brought within {@link Bounds}
   */
  public AlertEvent of(Finding any, EventHead head) {
    Finding finding = Bounds.within(any);
    int most = Bounds.MOST_CHARACTERS;
    String json = json(finding, head);
    while (json.getBytes(StandardCharsets.UTF_8).length > Bounds.MOST_BYTES) {
      most /= 2;
      json = json(Bounds.within(finding, most), head);
    }
    return new AlertEvent(
        finding.uid(), finding.rule(), head.kind(), finding.severity(), finding, head.id(), json);
  }

  private String json(Finding finding, EventHead head) {
    ObjectNode event = JSON.createObjectNode();
    event.put("specversion", "1.0").put("id", head.id()).put("source", source);
    event.put("type", OcsfActivity.of(head.kind()).type()).put("subject", finding.uid());
    event.put("time", head.time().toString()).put("datacontenttype", "application/json");
    event.put("dataschema", "https://schema.ocsf.io/schema/1.8.0/classes/detection_finding");
    ObjectNode data = event.putObject("data");
    kind(data, OcsfActivity.of(head.kind()));
    if (!head.why().isEmpty()) {
      data.put("status_detail", Bounds.cut(head.why(), SHORT));
    }
    about(data, finding);
    metadata(data.putObject("metadata"), head.id());
    info(data.putObject("finding_info"), finding, head);
    unmapped(data, finding);
    return event.toString();
  }

  private static void kind(ObjectNode data, OcsfActivity activity) {
    data.put("activity_id", activity.id()).put("activity_name", activity.caption());
    data.put("category_uid", FINDINGS).put("category_name", "Findings");
    data.put("class_uid", DETECTION_FINDING).put("class_name", "Detection Finding");
    data.put("type_uid", DETECTION_FINDING * 100 + activity.id());
    data.put("type_name", "Detection Finding: " + activity.caption());
    data.put("status_id", activity.statusId()).put("status", activity.status());
    data.put("is_alert", true);
  }

  private static void about(ObjectNode data, Finding finding) {
    data.put("severity_id", finding.severity().id());
    data.put("severity", finding.severity().caption());
    data.put("time", finding.time().toEpochMilli()).put("message", finding.message());
    data.put("count", finding.sightings().count());
    data.put("start_time", finding.sightings().first().toEpochMilli());
    data.put("end_time", finding.sightings().last().toEpochMilli());
    data.putObject("remediation").put("desc", finding.remediation());
    data.putArray("resources").addObject().put("uid", finding.resource());
  }

  private void metadata(ObjectNode metadata, String id) {
    metadata.put("version", OCSF).put("uid", id);
    metadata
        .putObject("product")
        .put("name", "Waybill")
        .put("vendor_name", "Waybill")
        .put("version", version);
  }

  private static void info(ObjectNode info, Finding finding, EventHead head) {
    info.put("uid", finding.uid()).put("title", finding.title());
    info.put("created_time", head.opened().toEpochMilli());
    info.put("modified_time", head.time().toEpochMilli());
    info.put("first_seen_time", finding.sightings().first().toEpochMilli());
    info.put("last_seen_time", finding.sightings().last().toEpochMilli());
    info.putObject("analytic")
        .put("uid", finding.rule())
        .put("name", finding.rule())
        .put("type_id", RULE)
        .put("type", "Rule");
  }

  /** What OCSF has no place for. */
  private static void unmapped(ObjectNode data, Finding finding) {
    if (finding.details().isEmpty() && finding.references().isEmpty()) {
      return;
    }
    ObjectNode unmapped = data.putObject("unmapped");
    finding.details().forEach(unmapped.putObject("details")::put);
    finding.references().forEach(unmapped.putArray("references")::add);
  }
}
