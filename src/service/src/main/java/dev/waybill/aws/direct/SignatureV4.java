package dev.waybill.aws.direct;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Signer for AWS Signature Version 4 in the {@code Authorization} header. The path is encoded once,
 * as S3 requires, and all headers of the request are signed.
 */
final class SignatureV4 {
  static final String TERMINATION = "aws4_request";
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DATE = "yyyyMMdd".length();

  private final SigningKeys keys = new SigningKeys();

  /** Returns the headers to send: those of the request and those that signing adds. */
  SortedMap<String, String> sign(
      DirectRequest request, AwsCredentials credentials, Endpoint.Scope scope, Instant time) {
    String timestamp = TIME.format(time);
    SortedMap<String, String> all = new TreeMap<>(request.headers());
    all.put("x-amz-date", timestamp);
    all.put("x-amz-content-sha256", request.payload().sha256().hex());
    if (credentials instanceof AwsSessionCredentials session) {
      all.put("x-amz-security-token", session.sessionToken());
    }
    String signedNames = String.join(";", all.keySet());
    String date = timestamp.substring(0, DATE);
    String credentialScope = String.join("/", date, scope.region(), scope.service(), TERMINATION);
    String canonicalDigest = digest(canonicalRequest(request, all, signedNames));
    byte[] key = keys.key(credentials.secretAccessKey(), date, scope);
    byte[] signature =
        SigningKeys.hmac(
            key, ALGORITHM + "\n" + timestamp + "\n" + credentialScope + "\n" + canonicalDigest);
    all.put(
        "authorization",
        ALGORITHM
            + (" Credential=" + credentials.accessKeyId() + "/" + credentialScope)
            + (", SignedHeaders=" + signedNames)
            + (", Signature=" + HexFormat.of().formatHex(signature)));
    return all;
  }

  private static String digest(String text) {
    return Payload.of(text.getBytes(StandardCharsets.UTF_8)).sha256().hex();
  }

  private static String canonicalRequest(
      DirectRequest request, SortedMap<String, String> headers, String signedNames) {
    StringBuilder text = new StringBuilder(1024);
    text.append(request.method()).append('\n');
    text.append(request.path()).append('\n');
    text.append(request.query()).append('\n');
    headers.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
    text.append('\n').append(signedNames).append('\n').append(request.payload().sha256().hex());
    return text.toString();
  }
}
