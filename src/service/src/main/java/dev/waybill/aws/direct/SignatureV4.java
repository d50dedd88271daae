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
 * AWS Signature Version 4 in an {@code Authorization} header, with a path that is encoded once, as
 * S3 wants it, and with every header of the request signed.
 */
final class SignatureV4 {
  static final String TERMINATION = "aws4_request";
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DATE = "yyyyMMdd".length();

  private final SigningKeys keys = new SigningKeys();

  /** The headers to send: those of the request, and what the signature adds. */
  SortedMap<String, String> signed(
      DirectRequest request, AwsCredentials credentials, Endpoint.Scope signedFor, Instant at) {
    String time = TIME.format(at);
    SortedMap<String, String> all = new TreeMap<>(request.headers());
    all.put("x-amz-date", time);
    all.put("x-amz-content-sha256", request.payload().sha256().hex());
    if (credentials instanceof AwsSessionCredentials session) {
      all.put("x-amz-security-token", session.sessionToken());
    }
    String names = String.join(";", all.keySet());
    String date = time.substring(0, DATE);
    String scope = String.join("/", date, signedFor.region(), signedFor.service(), TERMINATION);
    String canonical = digest(canonical(request, all, names));
    byte[] key = keys.key(credentials.secretAccessKey(), date, signedFor);
    byte[] signature =
        SigningKeys.hmac(key, ALGORITHM + "\n" + time + "\n" + scope + "\n" + canonical);
    all.put(
        "authorization",
        ALGORITHM
            + (" Credential=" + credentials.accessKeyId() + "/" + scope)
            + (", SignedHeaders=" + names)
            + (", Signature=" + HexFormat.of().formatHex(signature)));
    return all;
  }

  private static String digest(String text) {
    return Payload.of(text.getBytes(StandardCharsets.UTF_8)).sha256().hex();
  }

  private static String canonical(
      DirectRequest request, SortedMap<String, String> headers, String names) {
    StringBuilder text = new StringBuilder(1024);
    text.append(request.method()).append('\n');
    text.append(request.path()).append('\n');
    text.append(request.query()).append('\n');
    headers.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
    text.append('\n').append(names).append('\n').append(request.payload().sha256().hex());
    return text.toString();
  }
}
