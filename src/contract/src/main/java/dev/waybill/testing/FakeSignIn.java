package dev.waybill.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fake of STS and of the portal and OIDC service of IAM Identity Center, on loopback. The fake
 * issues temporary credentials that the local cloud accepts, in exchange for a registered token.
 */
public final class FakeSignIn implements AutoCloseable {
  /** Secret that the local cloud accepts for every access key id. */
  public static final String SECRET = "test";

  public static final String SESSION_TOKEN = "session-token-of-the-fake";
  private static final String ACCOUNT = "123456789012";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger issued = new AtomicInteger();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final ConcurrentMap<String, String> arns = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Boolean> accessTokens = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, String> refreshTokens = new ConcurrentHashMap<>();
  private volatile Duration lifetime = Duration.ofHours(1);
  private volatile String stsError = "";

  private FakeSignIn(HttpServer server) {
    this.server = server;
  }

  public static FakeSignIn start() throws IOException {
    FakeSignIn fake =
        new FakeSignIn(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    fake.server.setExecutor(fake.threads);
    fake.server.createContext("/", fake::answer);
    fake.server.start();
    return fake;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Returns the environment variables that direct an AWS SDK to this fake. */
  public Map<String, String> environment() {
    String url = endpoint().toString();
    return Map.of(
        "AWS_ENDPOINT_URL_STS", url, "AWS_ENDPOINT_URL_SSO", url, "AWS_ENDPOINT_URL_SSO_OIDC", url);
  }

  /** Returns the names of the called operations, in order. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  public long calls(String operation) {
    return calls.stream().filter(operation::equals).count();
  }

  /** Registers the ARN of an access key id; other ids are sessions of the role "reader". */
  public FakeSignIn registerArn(String accessKeyId, String arn) {
    arns.put(accessKeyId, arn);
    return this;
  }

  /** Registers an SSO access token. */
  public void acceptToken(String accessToken) {
    accessTokens.put(accessToken, true);
  }

  /** Revokes an SSO access token. */
  public void revokeToken(String accessToken) {
    accessTokens.remove(accessToken);
  }

  /** Registers a refresh token and the access token that it yields. */
  public void acceptRefreshToken(String refreshToken, String accessToken) {
    refreshTokens.put(refreshToken, accessToken);
    acceptToken(accessToken);
  }

  /** Sets the lifetime of the credentials that are issued from now on. */
  public void setLifetime(Duration lifetime) {
    this.lifetime = lifetime;
  }

  /** Makes STS fail every call with this error code; an empty code ends the failures. */
  public void failWith(String code) {
    stsError = code;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/federation/credentials")) {
        roleCredentials(exchange);
      } else if (path.equals("/token")) {
        token(exchange, body);
      } else {
        sts(exchange, body);
      }
    }
  }

  private void roleCredentials(HttpExchange exchange) throws IOException {
    calls.add("GetRoleCredentials");
    String token = exchange.getRequestHeaders().getFirst("x-amz-sso_bearer_token");
    if (token == null || !accessTokens.containsKey(token)) {
      exchange.getResponseHeaders().set("x-amzn-ErrorType", "UnauthorizedException");
      send(exchange, 401, "{\"message\":\"Session token not found or invalid\"}");
    } else if (exchange.getRequestURI().getQuery().contains("role_name=forbidden")) {
      exchange.getResponseHeaders().set("x-amzn-ErrorType", "ForbiddenException");
      send(exchange, 403, "{\"message\":\"No access\"}");
    } else {
      send(
          exchange,
          200,
          "{\"roleCredentials\":{\"accessKeyId\":\"%s\",\"secretAccessKey\":\"%s\",\"sessionToken\":\"%s\",\"expiration\":%d}}"
              .formatted(newKey(), SECRET, SESSION_TOKEN, expiry().toEpochMilli()));
    }
  }

  private void token(HttpExchange exchange, String body) throws IOException {
    calls.add("CreateToken");
    String access =
        refreshTokens.entrySet().stream()
            .filter(it -> body.contains("\"" + it.getKey() + "\""))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("");
    if (access.isEmpty()) {
      exchange.getResponseHeaders().set("x-amzn-ErrorType", "InvalidGrantException");
      send(exchange, 400, "{\"error\":\"invalid_grant\"}");
    } else {
      send(
          exchange,
          200,
          "{\"accessToken\":\"%s\",\"tokenType\":\"Bearer\",\"expiresIn\":3600}".formatted(access));
    }
  }

  private void sts(HttpExchange exchange, String body) throws IOException {
    String action = body.replaceAll("(?s).*Action=(\\w+).*", "$1");
    calls.add(action);
    boolean isMfaMissing = body.contains("needs-mfa") && !body.contains("SerialNumber");
    String code = isMfaMissing ? "AccessDenied" : stsError;
    if (!code.isEmpty()) {
      send(
          exchange,
          403,
          "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>no</Message></Error></ErrorResponse>"
              .formatted(code));
      return;
    }
    String result = action.equals("GetCallerIdentity") ? identity(exchange) : assumed();
    send(
        exchange,
        200,
        "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>".formatted(action, result));
  }

  private String identity(HttpExchange exchange) {
    String signed = exchange.getRequestHeaders().getFirst("Authorization");
    String key = signed.replaceAll(".*Credential=([^/]+)/.*", "$1");
    String arn = arns.getOrDefault(key, "arn:aws:sts::" + ACCOUNT + ":assumed-role/reader/session");
    return "<Arn>%s</Arn><UserId>%s</UserId><Account>%s</Account>"
        .formatted(arn, key, arn.replaceAll(".*::(\\d+):.*", "$1"));
  }

  private String assumed() {
    return "<Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey><SessionToken>%s</SessionToken><Expiration>%s</Expiration></Credentials>"
        .formatted(newKey(), SECRET, SESSION_TOKEN, expiry());
  }

  private Instant expiry() {
    return Instant.now().plus(lifetime);
  }

  private String newKey() {
    return "ASIAFAKE%08d".formatted(issued.incrementAndGet());
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set("Content-Type", body.startsWith("<") ? "text/xml" : "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
