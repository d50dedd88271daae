package dev.waybill.cli;

import dev.waybill.estimate.CallTally;
import dev.waybill.estimate.CapacityEstimate;
import dev.waybill.estimate.CapacityLimit;
import dev.waybill.estimate.EstimatePart;
import dev.waybill.fixity.report.ReportNumber;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Table of estimates in Markdown, with a column for each number of objects. */
final class EstimateText {
  private static final double BILLION = 1e9;
  private static final double MILLION = 1e6;
  private static final double THOUSAND = 1e3;
  private static final double HOUR = 3600;

  private final List<CapacityEstimate> estimates;
  private final List<String> lines = new ArrayList<>();

  private EstimateText(List<CapacityEstimate> estimates) {
    this.estimates = estimates;
  }

  /** Returns the lines of the table. */
  static List<String> lines(List<CapacityEstimate> estimates) {
    return new EstimateText(estimates).lines();
  }

  private List<String> lines() {
    row("objects", it -> number((double) it.question().objects()));
    lines.add("|---|" + "---:|".repeat(estimates.size()));
    row("**until all have arrived**", it -> ReportNumber.span(it.question().arrivalSeconds()));
    calls(CapacityEstimate::arrival);
    row("processor hours", it -> number(it.arrivalSeconds() / HOUR));
    row("dollars", it -> money(it.arrivalDollars()));
    row("dollars for 1,000 objects", it -> money(thousand(it, it.arrivalDollars())));
    row("**each month after that**", it -> "");
    calls(CapacityEstimate::month);
    row("processor hours", it -> number(it.monthSeconds() / HOUR));
    row("stored after a year", it -> ReportNumber.bytes((long) it.storedAfterYear()));
    row("dollars for storage", it -> money(it.dollarsOfStorage()));
    row("dollars", it -> money(it.monthDollars()));
    row("dollars for 1,000 objects", it -> money(thousand(it, it.monthDollars())));
    row("**limits**", it -> "");
    limits();
    return lines;
  }

  private void calls(Function<CapacityEstimate, Map<EstimatePart, CallTally>> calls) {
    Set<EstimatePart> parts = EnumSet.noneOf(EstimatePart.class);
    estimates.forEach(it -> parts.addAll(calls.apply(it).keySet()));
    for (EstimatePart part : parts) {
      row(
          part.label() + ": reads, writes, SQS",
          it -> tally(calls.apply(it).getOrDefault(part, new CallTally(0, 0, 0, 0))));
    }
    row("dollars for calls", it -> money(it.dollars(CapacityEstimate.sum(calls.apply(it)))));
    row(
        "dollars for data events",
        it -> money(it.dollarsOfEvents(CapacityEstimate.sum(calls.apply(it)))));
  }

  private void limits() {
    List<CapacityLimit> first = estimates.get(0).limits();
    for (int at = 0; at < first.size(); at++) {
      int index = at;
      CapacityLimit limit = first.get(at);
      row(
          limit.part().label() + ": " + limit.resource(),
          it -> {
            CapacityLimit own = it.limits().get(index);
            return own.holds() ? own.need() : "**" + own.need() + "**";
          });
    }
  }

  /** Returns what to change for each number of objects whose limits do not hold. */
  static List<String> advice(List<CapacityEstimate> estimates) {
    return estimates.stream()
        .flatMap(
            estimate ->
                estimate.limits().stream()
                    .filter(it -> !it.holds())
                    .map(
                        it ->
                            number((double) estimate.question().objects())
                                + " objects, "
                                + it.part().label()
                                + ", "
                                + it.resource()
                                + ": "
                                + it.fix()))
        .toList();
  }

  private void row(String label, Function<CapacityEstimate, String> value) {
    lines.add(
        estimates.stream()
            .map(value)
            .collect(Collectors.joining(" | ", "| " + label + " | ", " |")));
  }

  private static double thousand(CapacityEstimate estimate, double dollars) {
    return dollars / estimate.question().objects() * THOUSAND;
  }

  private static String tally(CallTally calls) {
    return number(calls.reads()) + ", " + number(calls.writes()) + ", " + number(calls.messages());
  }

  /** Returns a number with three digits, such as 3.91 M. */
  private static String number(double number) {
    if (number >= BILLION) {
      return digits(number / BILLION) + " G";
    }
    if (number >= MILLION) {
      return digits(number / MILLION) + " M";
    }
    return number >= THOUSAND ? digits(number / THOUSAND) + " k" : digits(number);
  }

  private static String digits(double number) {
    if (number == Math.rint(number)) {
      return String.format(Locale.ROOT, "%.0f", number);
    }
    int decimals = number >= 100 ? 0 : number >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", number);
  }

  private static String money(double dollars) {
    return dollars >= 100
        ? String.format(Locale.ROOT, "$%,.0f", dollars)
        : String.format(Locale.ROOT, dollars >= 0.1 ? "$%.2f" : "$%.4f", dollars);
  }
}
