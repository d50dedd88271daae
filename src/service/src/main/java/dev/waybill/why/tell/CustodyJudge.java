package dev.waybill.why.tell;

import dev.waybill.why.StoryVerdict;
import dev.waybill.why.StoryVerdict.Custody;
import dev.waybill.why.source.LogPlace;
import dev.waybill.why.source.StoryFacts;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judge of an object's custody. The most severe fact decides; all facts are reasons. */
final class CustodyJudge {
  private final StoryFacts facts;
  private final List<CustodyReason> reasons = new ArrayList<>();

  CustodyJudge(StoryFacts facts) {
    this.facts = facts;
  }

  /** Returns the verdict. */
  StoryVerdict judge() {
    records();
    if (!facts.isFailed(SourceNames.VERSIONS) && !facts.isFailed(SourceNames.RECORDS)) {
      reasons.addAll(new PlaceRules(facts).reasons());
    }
    reasons.addAll(new DefectRules(facts).reasons());
    unknown();
    reasons.sort(Comparator.comparing(CustodyReason::custody));
    return reasons.isEmpty() ? whole() : broken();
  }

  private void records() {
    facts.records().bad().stream()
        .filter(it -> !it.isWaived())
        .forEach(
            it ->
                add(
                    Custody.ALTERED,
                    "the object in the place of a record is none (" + it.reason() + ")"));
    facts.records().seals().forEach(seal -> facts.place(seal).ifPresent(this::log));
  }

  private void log(LogPlace place) {
    switch (place.state()) {
      case PROVEN, OPEN -> {
        // Nothing is wrong, as far as it is known.
      }
      case DIFFERS -> add(Custody.ALTERED, "the log has another record: " + place.problem());
      case MISSING ->
          addUnknown(place.problem(), "run waybill log fsck, and look for findings of the log");
    }
  }

  private void unknown() {
    SourceNames.DECISIVE.stream()
        .filter(facts::isFailed)
        .forEach(it -> addUnknown(unknown(it), remedy(it)));
    facts.readings().damaged().stream()
        .filter(
            damaged ->
                facts.readings().readings().stream()
                    .noneMatch(it -> it.at().isAfter(damaged.cycle().began())))
        .findFirst()
        .ifPresent(
            it ->
                addUnknown(
                    "the newest result of re-verification cannot be read",
                    "wait for its next cycle, or run waybill verify"));
  }

  private static String remedy(String source) {
    return source.equals(SourceNames.KEYS)
        ? "give --key, waybill.trust.keys or waybill.signing.keystore"
        : "resolve what the gap of the source " + source + " names, and ask again";
  }

  private static String unknown(String source) {
    return source.equals(SourceNames.KEYS)
        ? "the keys that sign records are only published"
        : "the source " + source + " failed";
  }

  private void add(Custody custody, String text) {
    reasons.add(new CustodyReason(custody, text));
  }

  private void addUnknown(String text, String remedy) {
    reasons.add(new CustodyReason(Custody.UNKNOWN, text, remedy));
  }

  private StoryVerdict broken() {
    Custody custody = reasons.get(0).custody();
    List<String> texts = reasons.stream().map(CustodyReason::text).distinct().toList();
    boolean isUnknown = custody == Custody.UNKNOWN;
    String begin =
        isUnknown
            ? "Custody is not known, because "
            : "Custody is not whole (" + custody.text() + "): ";
    return new StoryVerdict(
        custody, begin + String.join("; ", texts) + "." + (isUnknown ? remedies() : ""), texts);
  }

  private String remedies() {
    return reasons.stream()
        .map(CustodyReason::remedy)
        .filter(it -> !it.isEmpty())
        .distinct()
        .collect(Collectors.joining("; ", " To know it, ", "."));
  }

  private StoryVerdict whole() {
    int sealed = facts.records().seals().size();
    List<String> texts =
        Stream.of(
                sealed == 1 ? "its version is sealed" : sealed + " versions are sealed",
                logged(),
                place(),
                read())
            .toList();
    return new StoryVerdict(
        Custody.WHOLE, "Custody is whole: " + String.join("; ", texts) + ".", texts);
  }

  private String logged() {
    long proven =
        facts.records().seals().stream()
            .flatMap(it -> facts.place(it).stream())
            .filter(it -> it.state() == LogPlace.State.PROVEN)
            .count();
    return proven == facts.records().seals().size()
        ? "the log proves each record"
        : "the log proves " + proven + " records so far";
  }

  private String place() {
    return facts.records().seals().stream().anyMatch(it -> !facts.copies(it).isEmpty())
        ? "S3's SHA-256 of the promoted copy is the sealed one"
        : "it is not promoted";
  }

  private String read() {
    return facts.readings().readings().stream()
        .max(Comparator.comparing(it -> it.at()))
        .map(
            it ->
                "last re-verified at "
                    + it.at().truncatedTo(ChronoUnit.SECONDS)
                    + ", "
                    + it.examination().condition().label()
                    + " by "
                    + it.examination().rung().label())
        .orElse("never re-verified since");
  }
}
