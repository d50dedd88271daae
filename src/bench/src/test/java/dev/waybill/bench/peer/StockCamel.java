package dev.waybill.bench.peer;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.main.Main;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Chain of custody written with Camel's components and their documented options, with defaults or
 * tuned. It pins no version on copy and delete and does not verify the copy.
 */
final class StockCamel extends RouteBuilder {
  private static final int BUFFER = 128 * 1024;

  private final boolean tuned = Boolean.parseBoolean(env("BENCH_TUNED"));

  public static void main(String[] arguments) throws Exception {
    Main main = new Main();
    StockCamel routes = new StockCamel();
    URI endpoint = URI.create(env("AWS_ENDPOINT_URL"));
    Apache5HttpClient.Builder http = Apache5HttpClient.builder();
    if (routes.tuned) {
      http.maxConnections(256);
    }
    main.bind(
        "s3",
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .httpClientBuilder(http)
            .build());
    main.bind(
        "sqs",
        SqsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .httpClientBuilder(http)
            .build());
    main.bind("signingKey", signingKey());
    if (routes.tuned) {
      main.addInitialProperty("camel.main.streamCachingEnabled", "false");
    }
    main.configure().addRoutesBuilder(routes);
    main.run();
  }

  @Override
  public void configure() {
    String raw = "aws2-s3:" + env("BENCH_RAW") + "?amazonS3Client=#s3&operation=";
    from(source())
        .process(
            exchange ->
                exchange
                    .getMessage()
                    .setBody(NotifiedObject.parse(exchange.getMessage().getBody(String.class))))
        .split(body())
        .stopOnException()
        .process(StockCamel::read)
        .to(raw + "getObject")
        .process(StockCamel::digest)
        .to("crypto:sign:dsse?algorithm=SHA256withECDSA&privateKey=#signingKey")
        .process(StockCamel::envelope)
        .doTry()
        .to("aws2-s3:" + env("BENCH_RECORDS") + "?amazonS3Client=#s3&conditionalWritesEnabled=true")
        .doCatch(S3Exception.class)
        .onWhen(StockCamel::isSealed)
        .log("already sealed")
        .end()
        .process(StockCamel::promote)
        .to(raw + "copyObject")
        .to(raw + "deleteObject")
        .end();
  }

  private String source() {
    String queue = env("BENCH_QUEUE_URL");
    String from =
        "aws2-sqs:"
            + queue.substring(queue.lastIndexOf('/') + 1)
            + "?amazonSQSClient=#sqs&queueUrl=RAW("
            + queue
            + ")";
    return tuned
        ? from
            + "&waitTimeSeconds=20&maxMessagesPerPoll=10&greedy=true&initialDelay=0&concurrentConsumers="
            + env("BENCH_CONSUMERS")
        : from;
  }

  private static void read(Exchange exchange) {
    NotifiedObject object = exchange.getMessage().getBody(NotifiedObject.class);
    exchange.setProperty("object", object);
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(AWS2S3Constants.KEY, object.key());
  }

  private static void digest(Exchange exchange) throws IOException, GeneralSecurityException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    long size = 0;
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = exchange.getMessage().getBody(InputStream.class)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha256.update(buffer, 0, read);
        size += read;
      }
    }
    byte[] statement = PeerRecord.statement(object(exchange), sha256.digest(), size);
    exchange.setProperty("statement", statement);
    exchange.getMessage().setBody(PeerRecord.signed(statement));
  }

  private static void envelope(Exchange exchange) throws IOException {
    String signature = exchange.getMessage().getHeader("CamelDigitalSignature", String.class);
    byte[] record =
        PeerRecord.envelope(
            exchange.getProperty("statement", byte[].class), signature.replaceAll("\\s", ""));
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(AWS2S3Constants.KEY, object(exchange).recordKey());
    exchange.getMessage().setHeader(AWS2S3Constants.CONTENT_LENGTH, (long) record.length);
    exchange.getMessage().setBody(record);
  }

  private static void promote(Exchange exchange) {
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(null);
    exchange.getMessage().setHeader(AWS2S3Constants.KEY, object(exchange).key());
    exchange
        .getMessage()
        .setHeader(AWS2S3Constants.BUCKET_DESTINATION_NAME, object(exchange).bucket());
    exchange
        .getMessage()
        .setHeader(AWS2S3Constants.DESTINATION_KEY, object(exchange).processedKey());
  }

  private static boolean isSealed(Exchange exchange) {
    return exchange.getProperty(Exchange.EXCEPTION_CAUGHT) instanceof S3Exception failure
        && failure.statusCode() == 412;
  }

  private static NotifiedObject object(Exchange exchange) {
    return exchange.getProperty("object", NotifiedObject.class);
  }

  private static PrivateKey signingKey() throws IOException, GeneralSecurityException {
    char[] password = env("BENCH_PASSWORD").toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(Path.of(env("BENCH_KEYSTORE")))) {
      store.load(in, password);
    }
    return (PrivateKey) store.getKey(store.aliases().nextElement(), password);
  }

  private static String env(String name) {
    return String.valueOf(System.getenv(name));
  }
}
