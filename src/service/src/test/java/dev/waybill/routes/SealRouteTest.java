package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.crypto.DigitalSignatureConstants;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

@CoversRoutes(value = "20-seal", with = "90-errors")
final class SealRouteTest extends ShippedRouteTest {
  private static final String ROUTE = "20-seal";
  private static final String S3 = "aws2-s3:named-by-the-request";
  private static final KeyPair KEYS = keys();

  @Override
  Map<String, Object> beans() {
    return Map.of(
        "serverDigest", new FakeSeal.ServerDigest(calls),
        "digest", new FakeSeal.Digest(calls),
        "provenance", new FakeSeal.Provenance(calls),
        "failures", new FakeIntake.Failures(calls),
        "signingKey", KEYS.getPrivate(),
        "s3", new UnusedS3());
  }

  @Override
  Map<String, String> placeholders() {
    return Map.of("waybill.raw.bucket", "raw", "waybill.signing.provider", "SunEC");
  }

  @Override
  void advise() throws Exception {
    advise(ROUTE, S3);
  }

  @Test
  void readsHashesSignsAndCommitsVersion() {
    calls.prepare("digest.isDue", true);

    assertThat(run(ROUTE, "object").getException()).isNull();

    assertThat(calls.made())
        .containsExactly(
            "digest.request", "getObject", "digest.hash", "provenance.state", "provenance.seal");
    assertThat(mock(S3).getReceivedExchanges().get(0).getMessage().getBody())
        .isEqualTo("the version");
  }

  @Test
  void signsStatementWithSigningKey() throws Exception {
    Exchange sealed = run(ROUTE, "object");

    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initVerify(KEYS.getPublic());
    signature.update(FakeSeal.STATEMENT);
    assertThat(
            signature.verify(
                Base64.getMimeDecoder()
                    .decode(
                        sealed
                            .getMessage()
                            .getHeader(DigitalSignatureConstants.SIGNATURE, String.class))))
        .isTrue();
  }

  @Test
  void doesNotReadVersionWithStoredDigest() {
    calls.prepare("serverDigest.applies", true);

    assertThat(run(ROUTE, "object").getException()).isNull();

    assertThat(calls.made())
        .containsExactly("serverDigest.head", "provenance.state", "provenance.seal");
  }

  @Test
  void takesDigestOfCopyAhead() {
    calls.prepare("serverDigest.applies", true);
    calls.prepare("serverDigest.needsCopy", true);

    assertThat(run(ROUTE, "object").getException()).isNull();

    assertThat(calls.made())
        .containsExactly(
            "serverDigest.head",
            "serverDigest.copyRequest",
            "copyObject",
            "serverDigest.acceptDigest",
            "provenance.state",
            "provenance.seal");
    assertThat(mock(S3).getReceivedExchanges().get(0).getMessage().getBody())
        .isEqualTo("the copy ahead");
  }

  @Test
  void readsVersionWhenDestinationOfCopyAheadIsOccupied() {
    calls.prepare("serverDigest.applies", true);
    calls.prepare("serverDigest.needsCopy", true);
    calls.prepare("digest.isDue", true);
    calls.fail("copyObject", S3Exception.builder().message("occupied").build());

    assertThat(run(ROUTE, "object").getException()).isNull();

    assertThat(calls.made())
        .containsExactly(
            "serverDigest.head",
            "serverDigest.copyRequest",
            "copyObject",
            "serverDigest.occupied",
            "digest.request",
            "getObject",
            "digest.hash",
            "provenance.state",
            "provenance.seal");
  }

  @Test
  void failsWhenCopyAheadFailsWithoutAnswerOfS3() {
    calls.prepare("serverDigest.applies", true);
    calls.prepare("serverDigest.needsCopy", true);
    calls.fail("copyObject", new IllegalStateException("no answer"));

    assertThat(run(ROUTE, "object").getException()).hasMessage("no answer");

    assertThat(calls.made())
        .containsExactly(
            "serverDigest.head", "serverDigest.copyRequest", "copyObject", "failures.willRetry");
  }

  @Test
  void sealsNothingWhenReadFails() {
    calls.prepare("digest.isDue", true);
    calls.fail("getObject", S3Exception.builder().message("denied").build());

    assertThat(run(ROUTE, "object").getException()).hasMessage("denied");

    assertThat(calls.made()).containsExactly("digest.request", "getObject", "failures.willRetry");
  }

  @Test
  void sealsNothingWhenHashFails() {
    calls.prepare("digest.isDue", true);
    calls.fail("digest.hash", new IllegalStateException("cut short"));

    assertThat(run(ROUTE, "object").getException()).hasMessage("cut short");

    assertThat(calls.made())
        .containsExactly("digest.request", "getObject", "digest.hash", "failures.willRetry");
  }

  private static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("EC").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("generating a key pair failed", e);
    }
  }
}
