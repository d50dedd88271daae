package dev.waybill.fixity.shape;

import static dev.waybill.fixity.shape.CustodyModel.RAW;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class ShapeScanPropertyTest {
  private static final List<String> SUFFIXES = List.of("a", "x//y", "\ud83d\ude00", "\u0003");
  private static Path temporary;

  /** Step of a history: what happens, to which key or version, and with which content. */
  record Event(Kind kind, int which, int content, Duration after) {}

  enum Kind {
    UPLOAD,
    SEAL,
    PROMOTE,
    RETAIN,
    CUSTODY,
    PUT_BACK,
    LOG_AGAIN,
    CANARY,
    FOLDER,
    UNSEALED
  }

  enum Tampering {
    DELETE_VERSION,
    PUT_MARKER,
    PUT_ABOVE,
    PUT_ABOVE_OF_SAME_SIZE,
    CHANGE_SIZE,
    PUT_OTHER_KEY,
    PUT_BELOW,
    PUT_BELOW_OF_SAME_SIZE
  }

  @BeforeContainer
  static void createFolder() throws IOException {
    temporary = Files.createTempDirectory("shape");
  }

  @AfterContainer
  static void leavesNoTemporaryFile() throws IOException {
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
    Files.delete(temporary);
  }

  @Provide
  static Arbitrary<List<Event>> histories() {
    return events(
        Arbitraries.frequency(
            Tuple.of(4, Kind.UPLOAD),
            Tuple.of(4, Kind.SEAL),
            Tuple.of(4, Kind.PROMOTE),
            Tuple.of(4, Kind.CUSTODY),
            Tuple.of(1, Kind.RETAIN),
            Tuple.of(1, Kind.PUT_BACK),
            Tuple.of(1, Kind.LOG_AGAIN),
            Tuple.of(1, Kind.CANARY),
            Tuple.of(1, Kind.FOLDER),
            Tuple.of(1, Kind.UNSEALED)));
  }

  @Provide
  static Arbitrary<List<Event>> plainHistories() {
    return events(
        Arbitraries.of(Kind.CUSTODY, Kind.LOG_AGAIN, Kind.CANARY, Kind.FOLDER, Kind.UNSEALED));
  }

  private static Arbitrary<List<Event>> events(Arbitrary<Kind> kinds) {
    Arbitrary<Duration> times = Arbitraries.of(0, 1, 40, 2000, 5000).map(Duration::ofSeconds);
    return Combinators.combine(
            kinds,
            Arbitraries.integers().between(0, 20),
            Arbitraries.integers().between(0, 5),
            times)
        .as(Event::new)
        .list()
        .ofMaxSize(40);
  }

  private static CustodyModel play(List<Event> history, boolean keepsETags) {
    CustodyModel model = new CustodyModel(keepsETags);
    for (Event event : history) {
      String suffix = SUFFIXES.get(event.which() % SUFFIXES.size());
      switch (event.kind()) {
        case UPLOAD -> model.upload(suffix, event.content());
        case SEAL -> model.seal(event.which());
        case PROMOTE -> model.promote(event.which(), false);
        // Without ETags and with retained sources, copies of one size cannot be told apart.
        case RETAIN -> model.promote(event.which(), keepsETags);
        case CUSTODY -> {
          model.upload(suffix, event.content());
          model.seal(event.which());
          model.promote(event.which(), false);
        }
        case PUT_BACK -> {
          if (keepsETags) {
            model.putBack(suffix);
          }
        }
        case LOG_AGAIN -> model.logAgain(event.which());
        case CANARY -> model.sealCanary();
        case FOLDER -> model.createFolder(suffix);
        case UNSEALED -> model.uploadUnsealed("unsealed");
      }
      model.pass(event.after());
    }
    return model;
  }

  @Property(tries = 400)
  void noSuspectOfHonestTrafficSurvivesExamination(
      @ForAll("histories") List<Event> history,
      @ForAll boolean keepsETags,
      @ForAll @IntRange(min = 0, max = 10_000) int later)
      throws InterruptedException {
    CustodyModel model = play(history, keepsETags);
    model.pass(Duration.ofSeconds(later));

    ShapeReport report = model.scan(temporary);

    assertThat(report.isComplete()).isTrue();
    assertThat(report.entries()).isEqualTo(model.log.size());
    assertThat(report.suspects()).noneMatch(it -> model.examine(it).isDefect());
  }

  @Property(tries = 200)
  void promptPromotionGivesNoSuspect(
      @ForAll("plainHistories") List<Event> history, @ForAll boolean keepsETags)
      throws InterruptedException {
    CustodyModel model = play(history, keepsETags);
    model.pass(Duration.ofHours(2));

    assertThat(model.scan(temporary).suspects()).isEmpty();
  }

  @Property(tries = 1000)
  void everyTamperingGivesSuspectThatSurvivesExamination(
      @ForAll("histories") List<Event> history,
      @ForAll boolean keepsETags,
      @ForAll Tampering tampering,
      @ForAll @IntRange(min = 0, max = 100) int which)
      throws InterruptedException {
    CustodyModel model = play(history, keepsETags);
    boolean isLoss = tampering == Tampering.DELETE_VERSION || tampering == Tampering.CHANGE_SIZE;
    List<RawVersion> copies = isLoss ? model.onlyCopies() : model.copies();
    Assume.that(!copies.isEmpty());
    RawVersion copy = copies.get(which % copies.size());
    model.pass(Duration.ofDays(2));
    String suffix = tamper(model, copy, tampering);
    model.pass(Duration.ofHours(2));

    ShapeReport report = model.scan(temporary);

    assertThat(report.suspects())
        .filteredOn(it -> model.suffix(it).equals(suffix))
        .anyMatch(it -> model.examine(it).isDefect());
  }

  private static String tamper(CustodyModel model, RawVersion copy, Tampering tampering) {
    String key = copy.key();
    switch (tampering) {
      case DELETE_VERSION -> model.bucket.delete(key, copy.versionId());
      case PUT_MARKER -> model.bucket.hide(key);
      case PUT_ABOVE -> model.bucket.put(key, 9, "tampered");
      case PUT_ABOVE_OF_SAME_SIZE -> model.bucket.put(key, copy.size(), "tampered");
      case CHANGE_SIZE -> model.bucket.resize(key, copy.versionId(), copy.size() - 1);
      case PUT_OTHER_KEY -> {
        key += "-other";
        model.bucket.put(key, copy.size(), "tampered");
      }
      case PUT_BELOW -> model.bucket.putBelow(key, 9, "tampered");
      case PUT_BELOW_OF_SAME_SIZE -> model.bucket.putBelow(key, copy.size(), "tampered");
    }
    return key.substring(RAW.processed().length());
  }
}
