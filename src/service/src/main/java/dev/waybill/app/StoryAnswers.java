package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3LogStore;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.Settings;
import dev.waybill.status.ObjectAnswer;
import dev.waybill.status.ObjectQuestions;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import dev.waybill.why.ObjectStory;
import dev.waybill.why.StoryEvent;
import dev.waybill.why.tell.ToldStories;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Answers of the status page to questions about objects of the raw bucket: their stories without
 * CloudTrail's events. A query of these costs money, and the page needs no password.
 */
record StoryAnswers(AwsClients aws, LoadedSettings loaded) implements ObjectQuestions.Answerer {
  /** Span of events, which are not asked for. */
  private static final Duration SINCE = Duration.ofDays(7);

  private static final Clock CLOCK = Clock.systemUTC();

  Settings settings() {
    return loaded.settings();
  }

  @Override
  public ObjectAnswer answer(S3Address address) throws InterruptedException {
    if (!settings().scopes().hasBucket(address.bucket())) {
      return new ObjectAnswer(
          "s3://" + address.bucket() + "/" + address.key(),
          "",
          "The bucket is under no custody.",
          List.of(),
          List.of());
    }
    try (S3LogStore store = new S3LogStore(aws.s3(), settings().provenance())) {
      StoryInputs inputs =
          new StoryInputs(aws, settings(), store, OnlineVerification.verifier(aws, loaded), CLOCK);
      return answer(
          new ToldStories(inputs.sources(null, false), CLOCK)
              .of(address.bucket(), address.key(), address.versionId(), SINCE));
    }
  }

  static ObjectAnswer answer(ObjectStory story) {
    int events = story.events().size();
    Stream<String> left =
        events > ObjectAnswer.MAX_LINES
            ? Stream.of("only the newest events are shown, of " + events + " in all")
            : Stream.empty();
    return new ObjectAnswer(
        story.address(),
        story.verdict().custody().text(),
        story.verdict().sentence(),
        story.events().stream().map(StoryAnswers::line).toList(),
        Stream.concat(left, story.gaps().stream().map(it -> it.source() + ": " + it.reason()))
            .toList());
  }

  private static ObjectAnswer.Line line(StoryEvent event) {
    String version = event.version().isEmpty() ? "" : " (version " + event.version() + ")";
    return new ObjectAnswer.Line(
        event.time(), event.kind().text(), event.sentence() + version, event.isDefect());
  }
}
