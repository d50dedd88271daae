package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3LogStore;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.WhyService;
import dev.waybill.record.trust.TrustedKey;
import dev.waybill.settings.Settings;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import dev.waybill.why.ObjectStory;
import dev.waybill.why.source.CallSource;
import dev.waybill.why.source.QueriedCalls;
import dev.waybill.why.tell.ToldStories;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Command {@code waybill why}. */
final class WhyRun implements WhyService {
  private final Function<Settings, AwsClients> clients;

  /**
   * @param clients creates the clients of one command, which are closed after it
   */
  WhyRun(Function<Settings, AwsClients> clients) {
    this.clients = clients;
  }

  @Override
  public ObjectStory tell(Question question) throws InterruptedException {
    Settings settings = question.settings().settings();
    try (AwsClients aws = clients.apply(settings);
        S3LogStore store = new S3LogStore(aws.s3(), settings.provenance())) {
      aws.identity();
      StoryInputs inputs =
          new StoryInputs(
              aws,
              settings,
              store,
              OnlineVerification.verifier(aws, question.settings(), trusted(aws, question)),
              Clock.systemUTC());
      S3Address address = question.address();
      return new ToldStories(
              inputs.sources(calls(inputs, question), isPublished(question)), Clock.systemUTC())
          .of(address.bucket(), address.key(), address.versionId(), question.since());
    }
  }

  private static List<TrustedKey> trusted(AwsClients aws, Question question) {
    PublicKey key = question.key();
    return key == null
        ? OnlineVerification.trusted(aws, question.settings())
        : List.of(TrustedKey.always(key));
  }

  private static boolean isPublished(Question question) {
    return question.key() == null
        && !question.isPublishedTrusted()
        && !OnlineVerification.hasTrust(question.settings());
  }

  private static @Nullable CallSource calls(StoryInputs inputs, Question question) {
    if (!question.isAthenaAsked()) {
      return null;
    }
    try {
      return inputs.calls(QueriedCalls.query(question.home()), question.home());
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()), e);
    }
  }
}
