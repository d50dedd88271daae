package dev.waybill.why.tell;

import dev.waybill.model.NamedThreads;
import dev.waybill.why.StoryGap;
import dev.waybill.why.source.CallSource;
import dev.waybill.why.source.CallSource.Calls;
import dev.waybill.why.source.DeadLetterPeek.Letters;
import dev.waybill.why.source.IncidentSearch.Named;
import dev.waybill.why.source.LogPlace;
import dev.waybill.why.source.ReadingSearch.Readings;
import dev.waybill.why.source.SealReader.Seals;
import dev.waybill.why.source.StatementSearch.Statements;
import dev.waybill.why.source.StoryFacts;
import dev.waybill.why.source.StoryKeys;
import dev.waybill.why.source.StoryListing.Listing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Gathering of the facts about one object: all sources at once, each failure a gap. */
final class FactGathering implements AutoCloseable {
  private static final int CONCURRENCY = 6;

  private final StorySources sources;
  private final StoryKeys keys;
  private final Instant since;
  private final Instant now;
  private final List<StoryGap> gaps = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads =
      Executors.newFixedThreadPool(CONCURRENCY, new NamedThreads("why"));

  FactGathering(StorySources sources, StoryKeys keys, Instant since, Instant now) {
    this.sources = sources;
    this.keys = keys;
    this.since = since;
    this.now = now;
  }

  /** Asks the sources. */
  StoryFacts gather() throws InterruptedException {
    Future<Calls> calls = ask(SourceNames.CALLS, this::calls, Calls.NONE);
    Future<Listing> listing =
        ask(
            SourceNames.VERSIONS,
            () -> sources.listing().list(keys),
            new Listing(List.of(), List.of()));
    Future<Seals> records =
        ask(SourceNames.RECORDS, () -> sources.records().read(keys), Seals.NONE);
    Future<Named> incidents =
        ask(SourceNames.INCIDENTS, () -> sources.incidents().of(keys), Named.NONE);
    Future<Statements> statements =
        ask(SourceNames.STATEMENTS, () -> sources.statements().of(keys), Statements.NONE);
    Future<Letters> letters = ask(SourceNames.LETTERS, sources.letters()::look, Letters.NONE);
    Future<List<StoryGap>> trail =
        ask(SourceNames.TRAIL, () -> sources.trail().of(since, now), List.of());
    Seals seals = take(records);
    Map<String, LogPlace> places = places(seals);
    List<Long> indexes =
        places.values().stream().map(LogPlace::index).filter(it -> it >= 0).toList();
    Future<Readings> readings =
        ask(SourceNames.READINGS, () -> sources.readings().of(indexes), Readings.NONE);
    gaps.addAll(take(trail));
    String doubt = sources.doubt();
    if (doubt != null) {
      gaps.add(failed(SourceNames.KEYS, doubt));
    }
    return facts(
        take(listing),
        seals,
        places,
        take(readings),
        take(incidents),
        take(statements),
        take(calls),
        take(letters));
  }

  private Calls calls() throws InterruptedException {
    CallSource source = sources.calls();
    if (source == null) {
      silent(SourceNames.CALLS, "Athena was not asked, so that no call is told");
      return Calls.NONE;
    }
    Calls calls = source.calls(keys, since, now);
    calls.gaps().forEach(it -> gaps.add(new StoryGap(SourceNames.CALLS, since, now, it, true)));
    return calls;
  }

  private Map<String, LogPlace> places(Seals seals) throws InterruptedException {
    Map<String, LogPlace> places = new HashMap<>();
    Future<Boolean> all =
        ask(
            SourceNames.LOG,
            () -> {
              seals.seals().forEach(it -> places.put(it.uri(), sources.log().find(it)));
              return true;
            },
            false);
    boolean unused = take(all);
    return places;
  }

  private StoryFacts facts(
      Listing listing,
      Seals records,
      Map<String, LogPlace> places,
      Readings readings,
      Named incidents,
      Statements statements,
      Calls calls,
      Letters letters) {
    note(listing, records, places, readings, incidents, statements, letters);
    List<String> addresses = keys.all().stream().map(keys::address).toList();
    return new StoryFacts(
        keys,
        since,
        now,
        listing,
        records,
        places,
        readings,
        incidents.incidents(),
        statements,
        calls.calls(),
        letters.letters().stream().filter(it -> LetterMatch.isAbout(it, addresses)).toList(),
        gaps);
  }

  /** Notes what the answers leave out. */
  private void note(
      Listing listing,
      Seals records,
      Map<String, LogPlace> places,
      Readings readings,
      Named incidents,
      Statements statements,
      Letters letters) {
    listing.gaps().forEach(it -> silent(SourceNames.VERSIONS, it));
    silentIf(
        records.unread() > 0, SourceNames.RECORDS, records.unread() + " records were not read");
    places.values().stream()
        .filter(it -> it.state() == LogPlace.State.OPEN)
        .forEach(it -> silent(SourceNames.LOG, it.problem()));
    readings
        .damaged()
        .forEach(
            it ->
                gaps.add(
                    new StoryGap(
                        "result",
                        it.cycle().began(),
                        null,
                        it.uri() + " cannot be read: " + it.reason(),
                        true)));
    silentIf(!readings.isComplete(), SourceNames.READINGS, "older cycles were not looked at");
    silentIf(
        incidents.unreadable() > 0,
        SourceNames.INCIDENTS,
        incidents.unreadable() + " stored incidents cannot be read");
    silentIf(!incidents.isComplete(), SourceNames.INCIDENTS, "not all incidents were read");
    statements
        .invalid()
        .forEach(it -> gaps.add(failed(SourceNames.STATEMENTS, it + " is no valid statement")));
    silentIf(!letters.isComplete(), SourceNames.LETTERS, "not all dead letters were looked at");
  }

  private void silentIf(boolean isSo, String source, String reason) {
    if (isSo) {
      silent(source, reason);
    }
  }

  private void silent(String source, String reason) {
    gaps.add(new StoryGap(source, null, null, reason, false));
  }

  private static StoryGap failed(String source, String reason) {
    return new StoryGap(source, null, null, reason, true);
  }

  /** Asks a source; a failure is a gap, and the answer is another. */
  private <T> Future<T> ask(String source, Callable<T> question, T otherwise) {
    return threads.submit(
        () -> {
          try {
            return question.call();
          } catch (RuntimeException e) {
            gaps.add(failed(source, "it failed: " + FailureText.of(e)));
            return otherwise;
          }
        });
  }

  private static <T> T take(Future<T> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw new InterruptedException("a source was interrupted");
      }
      throw new IllegalStateException("a source failed unexpectedly", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
