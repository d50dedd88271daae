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
import dev.waybill.settings.ChunkSettings;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.DigestModes;
import dev.waybill.settings.DigestSettings;
import dev.waybill.settings.PromotionSettings;
import dev.waybill.settings.RawSettings;
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
          ChunkSettings.NONE,
          new IntegrityRequirements(null),
          Clock.systemUTC());

  private final List<String> events = new ArrayList<>();
  private final DigestStep step =
      new DigestStep(modes(false, List.of()), HASHER, new CustodyListener() {});

  @Test
  void closesStreamAndRemovesItFromExchange() throws Exception {
    Exchange exchange = exchange("etag", BYTES.length);

    step.hash(exchange);

    assertThat(events).containsExactly("closed");
    assertThat(exchange.getMessage().getBody()).isNull();
    assertThat(CustodyExchange.reached(exchange)).isInstanceOf(Digested.class);
  }

  /** Closing first would read the rest of the stream, which can be terabytes. */
  @Test
  void abortsUnreadStreamBeforeClosingIt() {
    Exchange exchange = exchange("another", BYTES.length);

    assertThatThrownBy(() -> step.hash(exchange)).isInstanceOf(RejectedException.class);

    assertThat(events).startsWith("aborted");
  }

  @Test
  void abortsStreamLongerThanAnnounced() {
    Exchange exchange = exchange("etag", BYTES.length - 1);

    assertThatThrownBy(() -> step.hash(exchange)).hasMessageContaining("more than the announced");

    assertThat(events).startsWith("aborted");
  }

  @Test
  void failsOnStreamShorterThanAnnounced() {
    Exchange exchange = exchange("etag", BYTES.length + 1);

    assertThatThrownBy(() -> step.hash(exchange))
        .hasMessageContaining("announced 6 bytes and sent 5");
  }

  /** An edited route may lack the step that asks S3. */
  @Test
  void failsToReadBeforeS3IsAskedInServerMode() {
    DigestStep serverMode =
        new DigestStep(modes(true, List.of("incoming/")), HASHER, new CustodyListener() {});
    Exchange exchange = exchange("etag", BYTES.length);

    assertThatThrownBy(() -> serverMode.request(exchange))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("digest.request")
        .hasMessageContaining("serverDigest.head");
    assertThat(serverMode.isDue(exchange)).isTrue();
    assertThat(step.request(exchange).versionId()).isEqualTo("v");
  }

  @Test
  void skipsReadWhenDigestIsKnown() throws Exception {
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
            events.add("closed");
          }
        };
    return AbortableInputStream.create(bytes, () -> events.add("aborted"));
  }

  private static DigestModes modes(boolean byServer, List<String> prefixes) {
    return new DigestModes(
        new DigestSettings(byServer, prefixes, ChunkSettings.NONE),
        CustodyScopes.of(new RawSettings("b-bucket", "incoming/", "processed/", "test/")));
  }
}
