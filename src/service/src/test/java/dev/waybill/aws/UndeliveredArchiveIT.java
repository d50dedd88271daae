package dev.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvents;
import dev.waybill.alert.Handling;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.delivery.InMemoryUndeliveredStore;
import dev.waybill.alert.delivery.UndeliveredStore;
import dev.waybill.alert.delivery.UndeliveredStore.Waiting;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Contract of the undelivered store, tested with S3 and with the in-memory store of tests. */
@ExtendWith(CloudExtension.class)
class UndeliveredArchiveIT {
  private final CloudUnderTest cloud;

  UndeliveredArchiveIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  private Stream<UndeliveredStore> stores() {
    String results = "s3://" + cloud.bucket("results").name() + "/answers/";
    return Stream.of(new UndeliveredArchive(cloud.s3(), results), new InMemoryUndeliveredStore());
  }

  @Test
  void returnsKeptEventsInOrder() {
    stores()
        .forEach(
            store -> {
              var since = AlertEvents.SEEN;
              store.keep("mail", since.plusNanos(2), AlertEvents.end("a"));
              store.keep("mail", since.plusSeconds(1), AlertEvents.begin("b"));
              store.keep("mail", since.plusNanos(1), AlertEvents.begin("a"));
              store.keep("slack", since, AlertEvents.begin("c"));

              List<Waiting> waiting = store.waiting("mail");
              assertThat(waiting)
                  .extracting(Waiting::eventId)
                  .containsExactly(
                      AlertEvents.begin("a").eventId(),
                      AlertEvents.end("a").eventId(),
                      AlertEvents.begin("b").eventId());
              assertThat(waiting.get(0).incident()).isEqualTo(IncidentName.of("a"));
              assertThat(store.waiting("slack")).hasSize(1);
              assertThat(store.waiting("sns")).isEmpty();
            });
  }

  @Test
  void returnsUntrustedTextUnchanged() {
    stores()
        .forEach(
            store -> {
              AlertEvent it = AlertEvents.untrusted();
              AlertEvent event =
                  new AlertEvent(
                      it.uid(),
                      it.rule(),
                      it.kind(),
                      it.severity(),
                      it.finding(),
                      "../../id with/slash & ünïcode",
                      new Handling(Handling.State.ACKNOWLEDGED, true, "by é\u2028"),
                      it.json());
              store.keep("mail", AlertEvents.SEEN, event);

              Waiting waiting = store.waiting("mail").get(0);
              assertThat(waiting.eventId()).isEqualTo(event.eventId());
              assertThat(store.read(waiting)).contains(event);
            });
  }

  @Test
  void removesEventIdempotently() {
    stores()
        .forEach(
            store -> {
              store.keep("mail", AlertEvents.SEEN, AlertEvents.begin("a"));
              store.keep("mail", AlertEvents.SEEN, AlertEvents.begin("a"));
              assertThat(store.waiting("mail")).hasSize(1);
              Waiting waiting = store.waiting("mail").get(0);

              store.remove(waiting);
              store.remove(waiting);

              assertThat(store.waiting("mail")).isEmpty();
              assertThat(store.read(waiting)).isEmpty();
            });
  }

  @Test
  void doesNotReturnRejectedEvents() {
    stores()
        .forEach(
            store -> {
              store.reject("mail", AlertEvents.begin("a"));

              assertThat(store.waiting("mail")).isEmpty();
            });
  }

  @Test
  void returnsAtMostOnePageOfEvents() {
    InMemoryUndeliveredStore memory = new InMemoryUndeliveredStore();
    for (int i = 0; i <= UndeliveredStore.PAGE_SIZE; i++) {
      memory.keep("mail", AlertEvents.SEEN.plusSeconds(i), AlertEvents.begin("i" + i));
    }

    assertThat(memory.waiting("mail")).hasSize(UndeliveredStore.PAGE_SIZE);
  }

  @Test
  void writesDocumentedKeysWithoutUntrustedText() {
    TestBucket bucket = cloud.bucket("results");
    UndeliveredStore store =
        new UndeliveredArchive(cloud.s3(), "s3://" + bucket.name() + "/answers/");
    store.keep("mail", AlertEvents.SEEN, AlertEvents.untrusted());
    store.reject("mail", AlertEvents.untrusted());

    assertThat(keys(bucket))
        .hasSize(2)
        .allMatch(
            key ->
                key.matches(
                    "answers/waybill/undelivered/mail/(refused/)?"
                        + "20261126T10\\d{4}\\.\\d{9}Z-[0-9a-f]{64}-e-[0-9a-f]{16}\\.json"));
  }

  @Test
  void reportsUnreadableEventAndSkipsOtherObjects() {
    TestBucket bucket = cloud.bucket("results");
    UndeliveredStore store = new UndeliveredArchive(cloud.s3(), "s3://" + bucket.name() + "/");
    store.keep("mail", AlertEvents.SEEN, AlertEvents.begin("a"));
    String key = keys(bucket).get(0);
    put(bucket, key);
    put(bucket, "waybill/undelivered/mail/readme.txt");

    assertThat(store.waiting("mail")).hasSize(1);
    assertThatThrownBy(() -> store.read(store.waiting("mail").get(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not an alert event");
  }

  @Test
  void reportsMissingBucket() {
    UndeliveredStore store = new UndeliveredArchive(cloud.s3(), "s3://wb-nowhere-at-all/");

    assertThatThrownBy(() -> store.waiting("mail"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("s3://wb-nowhere-at-all/waybill/undelivered/mail/ answered 404 NoSuchBucket");
  }

  private void put(TestBucket bucket, String key) {
    cloud.s3().putObject(it -> it.bucket(bucket.name()).key(key), RequestBody.fromString("{}"));
  }

  private List<String> keys(TestBucket bucket) {
    return cloud.s3().listObjectsV2(list -> list.bucket(bucket.name())).contents().stream()
        .map(S3Object::key)
        .toList();
  }
}
