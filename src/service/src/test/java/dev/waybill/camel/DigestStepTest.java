package dev.waybill.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.digest.IntegrityRequirements;
import dev.waybill.digest.ObjectHasher;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Digested;
import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import dev.waybill.model.RejectedException;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.DigestSettings;
import dev.waybill.settings.PromotionSettings;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

final class DigestStepTest {
  private static final byte[] BYTES = "bytes".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private static final ObjectHasher HASHER =
      new ObjectHasher(
          new PromotionSettings(1 << 20, 1 << 20, 1),
          new IntegrityRequirements(null),
          Clock.systemUTC());

  private final List<String> told = new ArrayList<>();
  private final DigestStep step =
      new DigestStep(new DigestSettings(false, List.of()), HASHER, new CustodyListener() {});

  @Test
  void a_body_that_was_read_is_closed_and_gone_from_the_exchange() throws Exception {
    Exchange exchange = exchange("etag", BYTES.length);

    step.hash(exchange);

    assertThat(told).containsExactly("closed");
    assertThat(exchange.getMessage().getBody()).isNull();
    assertThat(CustodyExchange.reached(exchange)).isInstanceOf(Digested.class);
  }

  /** Closing first would read the rest of it, which can be terabytes. */
  @Test
  void a_body_that_will_not_be_read_is_cut_off_before_it_is_closed() {
    Exchange exchange = exchange("another", BYTES.length);

    assertThatThrownBy(() -> step.hash(exchange)).isInstanceOf(RejectedException.class);

    assertThat(told).startsWith("aborted");
  }

  @Test
  void a_body_longer_than_announced_is_cut_off() {
    Exchange exchange = exchange("etag", BYTES.length - 1);

    assertThatThrownBy(() -> step.hash(exchange)).hasMessageContaining("more than the announced");

    assertThat(told).startsWith("aborted");
  }

  @Test
  void a_body_shorter_than_announced_is_no_digest() {
    Exchange exchange = exchange("etag", BYTES.length + 1);

    assertThatThrownBy(() -> step.hash(exchange))
        .hasMessageContaining("announced 6 bytes and sent 5");
  }

  /** As an edited route may, and the mode be forgotten. */
  @Test
  void what_s3_is_to_be_asked_about_is_not_read_before() {
    DigestStep asking =
        new DigestStep(
            new DigestSettings(true, List.of("incoming/")), HASHER, new CustodyListener() {});
    Exchange exchange = exchange("etag", BYTES.length);

    assertThatThrownBy(() -> asking.request(exchange))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("digest.request")
        .hasMessageContaining("serverDigest.head");
    assertThat(asking.isDue(exchange)).isTrue();
    assertThat(step.request(exchange).versionId()).isEqualTo("v");
  }

  @Test
  void what_has_a_digest_is_not_read_again() throws Exception {
    Exchange exchange = exchange("etag", BYTES.length);
    step.hash(exchange);

    assertThat(step.isDue(exchange)).isFalse();
    assertThatThrownBy(() -> step.request(exchange)).hasMessageContaining("wrong order");
  }

  private Exchange exchange(String announcedETag, long length) {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    ObjectVersion version = new ObjectVersion("raw", "incoming/a", "v");
    Instant now = Instant.EPOCH;
    CustodyExchange.reach(
        exchange,
        new Received(version, Purpose.PROMOTE, announcedETag, null, null, now, "message", now));
    GetObjectResponse response =
        GetObjectResponse.builder()
            .contentLength(length)
            .eTag("\"etag\"")
            .lastModified(now)
            .build();
    exchange.getMessage().setBody(new ResponseInputStream<>(response, body()));
    return exchange;
  }

  private AbortableInputStream body() {
    InputStream bytes =
        new ByteArrayInputStream(BYTES) {
          @Override
          public void close() {
            told.add("closed");
          }
        };
    return AbortableInputStream.create(bytes, () -> told.add("aborted"));
  }
}
