package dev.waybill.localcloud.wire;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Verifier of AWS Signature Version 4 in the authorization header or a presigned URL. Every access
 * key id has the same secret.
 */
public final class SigV4 {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
  private static final Duration MAX_SKEW = Duration.ofMinutes(15);
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final String EMPTY_SHA256 = Hmac.sha256(new byte[0]);
  private static final long MAX_VALIDITY_SECONDS = Duration.ofDays(7).toSeconds();

  private record KeyScope(String date, String region, String service) {}

  private final BoundedCache<KeyScope, byte[]> keys;
  private final Clock clock;

  public SigV4(String secret, Clock clock) {
    this.keys =
        new BoundedCache<>(
            scope -> Hmac.signingKey(secret, scope.date(), scope.region(), scope.service()));
    this.clock = clock;
  }

  /**
   * Verifies a request before its body is read, with the body hash that the request declares.
   *
   * @throws StoreException when the request is unsigned, expired or its signature does not match
   */
  public Caller verify(SignedRequest request) {
    return verify(request, request.header("x-amz-content-sha256"));
  }

  /** Verifies a request with the hash of its actual body, for services other than S3. */
  public Caller verify(SignedRequest request, byte[] body) {
    return verify(request, Hmac.sha256(body));
  }

  private Caller verify(SignedRequest request, @Nullable String payload) {
    Map<String, String> query = query(request.rawQuery());
    String header = request.header("authorization");
    if (header != null) {
      return byHeader(request, query, header, payload == null ? EMPTY_SHA256 : payload);
    }
    if (query.containsKey("X-Amz-Signature")) {
      return byQuery(request, query, payload == null ? UNSIGNED : payload);
    }
    if (SignatureV2.isSigned(query::containsKey)) {
      throw SignatureV2.unsupported();
    }
    throw new StoreException(S3ErrorCode.ACCESS_DENIED);
  }

  /**
   * Returns true when a request carries a signature, valid or not.
   *
   * @param authorization the authorization header; null when absent
   * @param query the test for the presence of a query parameter
   */
  public static boolean isSigned(@Nullable String authorization, Predicate<String> query) {
    return authorization != null || query.test("X-Amz-Signature") || SignatureV2.isSigned(query);
  }

  private Caller byHeader(
      SignedRequest request, Map<String, String> query, String header, String payload) {
    Map<String, String> fields = fields(header);
    Instant time = time(request.header("x-amz-date"));
    if (Duration.between(time, clock.instant()).abs().compareTo(MAX_SKEW) > 0) {
      throw new StoreException(S3ErrorCode.REQUEST_TIME_TOO_SKEWED);
    }
    Credential credential = Credential.of(fields.get("Credential"));
    String signature = required(fields, "Signature");
    Signing signing = new Signing(credential, TIME.format(time.atOffset(ZoneOffset.UTC)));
    signing.require(request, query, required(fields, "SignedHeaders"), payload, signature);
    ChunkSignatures chunks =
        payload.startsWith("STREAMING-AWS4-HMAC-SHA256")
            ? signing.chunks(signature, payload.endsWith("-TRAILER"))
            : null;
    return new Caller(credential.id(), "AuthHeader", credential.service(), payload, chunks);
  }

  private Caller byQuery(SignedRequest request, Map<String, String> query, String payload) {
    Instant time = time(query.get("X-Amz-Date"));
    Instant end = time.plusSeconds(seconds(query.get("X-Amz-Expires")));
    if (clock.instant().isAfter(end) || time.isAfter(clock.instant().plus(MAX_SKEW))) {
      throw new StoreException(S3ErrorCode.ACCESS_DENIED, "Request has expired");
    }
    Credential credential = Credential.of(query.get("X-Amz-Credential"));
    Signing signing = new Signing(credential, TIME.format(time.atOffset(ZoneOffset.UTC)));
    signing.require(
        request,
        query,
        required(query, "X-Amz-SignedHeaders"),
        payload,
        required(query, "X-Amz-Signature"));
    return new Caller(credential.id(), "QueryString", credential.service(), payload, null);
  }

  private static long seconds(@Nullable String text) {
    try {
      long seconds = Long.parseLong(text == null ? "" : text);
      if (seconds >= 0 && seconds <= MAX_VALIDITY_SECONDS) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      throw new StoreException(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
    }
    throw new StoreException(
        S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED, "X-Amz-Expires must be less than a week");
  }

  private static Instant time(@Nullable String text) {
    try {
      return LocalDateTime.parse(text == null ? "" : text, TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new StoreException(S3ErrorCode.ACCESS_DENIED, "AWS authentication requires a date");
    }
  }

  private static String required(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new StoreException(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
    }
    return value;
  }

  private static Map<String, String> fields(String header) {
    if (header.startsWith(SignatureV2.SCHEME)) {
      throw SignatureV2.unsupported();
    }
    if (!header.startsWith("AWS4-HMAC-SHA256")) {
      throw new StoreException(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
    }
    Map<String, String> fields = new TreeMap<>();
    for (String field : header.substring("AWS4-HMAC-SHA256".length()).split(",", -1)) {
      String[] pair = field.trim().split("=", 2);
      if (pair.length == 2) {
        fields.put(pair[0], pair[1]);
      }
    }
    return fields;
  }

  /** Returns the decoded query parameters; a name without a value has an empty value. */
  public static Map<String, String> query(@Nullable String rawQuery) {
    Map<String, String> query = new TreeMap<>();
    if (rawQuery != null && !rawQuery.isEmpty()) {
      for (String pair : rawQuery.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        query.put(UriEncoding.decode(name), UriEncoding.decode(value));
      }
    }
    return query;
  }

  private record Credential(String id, String date, String region, String service) {
    static Credential of(@Nullable String text) {
      String[] parts = text == null ? new String[0] : text.split("/", -1);
      if (parts.length != 5 || !parts[4].equals("aws4_request")) {
        throw new StoreException(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
      }
      return new Credential(parts[0], parts[1], parts[2], parts[3]);
    }

    String scope() {
      return date + "/" + region + "/" + service + "/aws4_request";
    }
  }

  private final class Signing {
    private final Credential credential;
    private final String time;
    private final byte[] key;

    Signing(Credential credential, String time) {
      this.credential = credential;
      this.time = time;
      this.key =
          keys.get(new KeyScope(credential.date(), credential.region(), credential.service()));
    }

    ChunkSignatures chunks(String seed, boolean hasTrailer) {
      return new ChunkSignatures(key, time, credential.scope(), seed, hasTrailer);
    }

    /**
     * Accepts the decoded and the raw path, because clients sign a path such as x//y differently.
     */
    void require(
        SignedRequest request,
        Map<String, String> query,
        String signedHeaders,
        String payload,
        String signature) {
      String rest =
          "\n"
              + CanonicalRequest.query(query)
              + "\n"
              + CanonicalRequest.headers(request, signedHeaders)
              + payload;
      String decoded = UriEncoding.path(UriEncoding.decode(request.rawPath()));
      boolean valid =
          List.of(decoded, request.rawPath(), UriEncoding.path(request.rawPath())).stream()
              .distinct()
              .anyMatch(path -> matches(request.method() + "\n" + path + rest, signature));
      if (!valid) {
        throw new StoreException(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
      }
      CanonicalRequest.requireAllSigned(request, signedHeaders);
    }

    private boolean matches(String canonical, String signature) {
      String text =
          "AWS4-HMAC-SHA256\n"
              + time
              + "\n"
              + credential.scope()
              + "\n"
              + Hmac.sha256(canonical.getBytes(StandardCharsets.UTF_8));
      byte[] expected = Hmac.hex(Hmac.of(key, text)).getBytes(StandardCharsets.US_ASCII);
      return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
