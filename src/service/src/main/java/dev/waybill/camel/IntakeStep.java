package dev.waybill.camel;

import dev.waybill.aws.RawObjects;
import dev.waybill.intake.NotificationReader;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.IntakeResult;
import dev.waybill.model.ObjectNotification;
import dev.waybill.model.Received;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.model.Skipped;
import dev.waybill.record.object.ObjectVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** The bean {@code intake}: from a queue's message to a version in custody. */
public final class IntakeStep {
  private static final String SENT = "SentTimestamp";

  /** After which a stalled intake no longer passes the last message's wait for the present one. */
  private static final Duration TELLING = Duration.ofMinutes(1);

  private record Taken(Instant at, Duration waited) {}

  private final NotificationReader reader;
  private final RawObjects objects;
  private final CustodyListener listener;
  private final Clock clock;
  private volatile Optional<Taken> last = Optional.empty();

  public IntakeStep(
      NotificationReader reader, RawObjects objects, CustodyListener listener, Clock clock) {
    this.reader = reader;
    this.objects = objects;
    this.listener = listener;
    this.clock = clock;
  }

  /** What each record of the message amounts to, in order. */
  public List<IntakeResult> read(Exchange exchange) {
    String body = exchange.getMessage().getBody(String.class);
    CustodyExchange.start(exchange, body);
    String sent = exchange.getMessage().getHeader(SENT, String.class);
    if (sent != null) {
      Instant at = Instant.ofEpochMilli(Long.parseLong(sent));
      Instant now = clock.instant();
      last = Optional.of(new Taken(now, Duration.between(at, now)));
    }
    String id = exchange.getMessage().getHeader(Sqs2Constants.MESSAGE_ID, "", String.class);
    return reader.read(body, id);
  }

  /** Whether the record asks for no custody. */
  public boolean isSkipped(Exchange exchange) {
    return exchange.getMessage().getBody() instanceof Skipped;
  }

  /** Takes the version into custody; one that the notification does not name is looked up. */
  public void receive(Exchange exchange) {
    if (!(exchange.getMessage().getBody() instanceof ObjectNotification announced)) {
      throw new IllegalStateException("the step intake.receive needs a record of a notification");
    }
    Received received =
        new Received(
            version(announced),
            announced.purpose(),
            announced.eTag(),
            announced.size(),
            announced.sequencer(),
            announced.eventTime(),
            announced.notificationId(),
            clock.instant());
    CustodyExchange.reach(exchange, received);
    listener.reached(received);
  }

  private ObjectVersion version(ObjectNotification announced) {
    String key = announced.otherKey() == null ? announced.key() : existingKey(announced);
    String named = announced.versionId();
    return new ObjectVersion(
        announced.bucket(), key, named != null ? named : lookUp(announced, key));
  }

  /** The other reading only where that one is there: a promoted object is at neither key. */
  private String existingKey(ObjectNotification announced) {
    String other = announced.otherKey();
    return other != null && !isThere(announced, announced.key()) && isThere(announced, other)
        ? other
        : announced.key();
  }

  private boolean isThere(ObjectNotification announced, String key) {
    return objects.head(announced.bucket(), key, announced.versionId()).isPresent();
  }

  /** The current version, or the one that has the announced eTag when the current has another. */
  private String lookUp(ObjectNotification announced, String key) {
    Optional<HeadObjectResponse> current = objects.head(announced.bucket(), key, null);
    String eTag = announced.eTag();
    boolean isCurrent =
        current.filter(it -> eTag == null || RawObjects.bare(it.eTag()).equals(eTag)).isPresent();
    String found =
        isCurrent || eTag == null
            ? current.map(RawObjects::versionId).orElse("")
            : objects.versionWith(announced.bucket(), key, eTag).orElse("");
    if (found.isEmpty()) {
      throw new RejectedException(
          RejectReason.OBJECT_GONE, "announced without a version, and not there", null);
    }
    return found;
  }

  /** How long the message last taken had waited in the queue; empty when none was lately. */
  public Optional<Duration> waited() {
    Instant telling = clock.instant().minus(TELLING);
    return last.filter(taken -> taken.at().isAfter(telling)).map(Taken::waited);
  }
}
