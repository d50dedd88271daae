package dev.waybill.why.tell;

import dev.waybill.alert.Finding;
import dev.waybill.alert.incident.Incident;
import dev.waybill.deadletter.DeadLetter;
import dev.waybill.fixity.Examination;
import dev.waybill.reconcile.row.EventRow;
import dev.waybill.record.DrillStatement;
import dev.waybill.record.RepairStatement;
import dev.waybill.why.StoryEvent.Kind;
import dev.waybill.why.source.ObjectCall;
import dev.waybill.why.source.ObjectReading;
import dev.waybill.why.source.StoryFacts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events after the seal: re-verifications, incidents, repairs, drills, calls, dead letters. */
final class LaterEvents {
  private final StoryFacts facts;
  private final VersionNames names;
  private final EventList events;
  private final Map<Long, String> entries = new HashMap<>();

  LaterEvents(StoryFacts facts, VersionNames names, EventList events) {
    this.facts = facts;
    this.names = names;
    this.events = events;
    facts
        .records()
        .seals()
        .forEach(
            seal ->
                facts
                    .place(seal)
                    .ifPresent(
                        it ->
                            entries.put(
                                it.index(),
                                names.of(
                                    seal.record().version().key(),
                                    seal.record().version().versionId()))));
  }

  void tell() {
    facts.readings().readings().forEach(this::tell);
    facts.incidents().forEach(this::tell);
    facts.statements().repairs().forEach(this::tell);
    facts.statements().drills().forEach(this::tell);
    facts.letters().forEach(this::tell);
    Set<String> told = new HashSet<>();
    facts.calls().stream().filter(it -> told.add(it.eventId())).forEach(this::tell);
  }

  private void tell(ObjectReading reading) {
    Examination found = reading.examination();
    String detail = found.detail() == null ? "" : " (" + found.detail() + ")";
    String sentence =
        "re-verification found it "
            + found.condition().label()
            + detail
            + ", by "
            + found.rung().label()
            + ", on replica "
            + reading.reader();
    String[] evidence = {
      "result",
      reading.uri(),
      "entry",
      Long.toString(found.index()),
      "cycle",
      reading.cycle().name()
    };
    String name = entries.getOrDefault(found.index(), "");
    if (found.condition().isDefect()) {
      events.addDefect(reading.at(), Kind.VERIFIED, name, sentence, evidence);
    } else {
      events.add(reading.at(), Kind.VERIFIED, name, sentence, evidence);
    }
  }

  private void tell(Incident incident) {
    Finding finding = incident.finding();
    String name = version(finding);
    String end =
        incident.endReason() == null ? "; it is open" : "; it has ended: " + incident.endReason();
    String sentence =
        "incident "
            + finding.rule()
            + " ("
            + finding.severity().name().toLowerCase(Locale.ROOT)
            + "): "
            + finding.title()
            + ": "
            + finding.message()
            + end;
    String[] evidence = {"incident", incident.name(), "rule", finding.rule()};
    if (incident.endReason() == null) {
      events.addDefect(finding.occurrences().first(), Kind.INCIDENT, name, sentence, evidence);
    } else {
      events.add(finding.occurrences().first(), Kind.INCIDENT, name, sentence, evidence);
    }
  }

  private String version(Finding finding) {
    String versionId = finding.details().get("versionId");
    return facts.keys().all().stream()
        .map(it -> names.of(it, versionId))
        .filter(it -> !it.isEmpty())
        .findFirst()
        .orElse("");
  }

  private void tell(RepairStatement repair) {
    events.add(
        repair.at(),
        Kind.REPAIR,
        names.of(repair.version().key(), repair.version().versionId()),
        repair.by()
            + " repaired the object, which was "
            + repair.condition()
            + ", by a copy of "
            + repair.source().uri()
            + ": "
            + repair.reason(),
        "statement",
        repair.key(),
        "object",
        repair.version().uri());
  }

  private void tell(DrillStatement drill) {
    events.add(
        drill.at(),
        Kind.DRILL,
        names.of(drill.version().key(), drill.version().versionId()),
        "a drill altered the object on purpose: " + drill.title(),
        "statement",
        drill.key());
  }

  private void tell(DeadLetter letter) {
    events.addDefect(
        letter.sent(),
        Kind.DEAD_LETTER,
        "",
        "its notification was given up: " + letter.reason() + ": " + letter.detail(),
        "message",
        letter.id(),
        "object",
        letter.version() == null ? "" : letter.version());
  }

  private static String outcome(@Nullable String error) {
    if (error == null) {
      return "";
    }
    return (EventRow.isDenial(error) ? ", denied: " : ", failed: ") + error;
  }

  private void tell(ObjectCall call) {
    String sentence =
        call.name()
            + " on "
            + call.key()
            + " by "
            + call.principal()
            + (call.isService() ? " (the service's role)" : "")
            + (call.source() == null ? "" : " from " + call.source())
            + outcome(call.error());
    events.add(
        call.time(),
        Kind.CALL,
        names.of(call.key(), call.versionId()),
        sentence,
        "event",
        call.eventId(),
        "object",
        names.address(call.key(), call.versionId()));
  }
}
