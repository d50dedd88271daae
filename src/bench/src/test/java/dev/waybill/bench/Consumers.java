package dev.waybill.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Factory of the measured consumers, with defaults and tuned. */
final class Consumers {
  static final String WAYBILL = "Waybill";
  static final String WAYBILL_TUNED = "Waybill, tuned";
  static final String WAYBILL_SERVER = "Waybill, digest mode server";
  static final String WAYBILL_NO_LOG = "Waybill, without the log";
  static final String CAMEL = "stock Camel";
  static final String CAMEL_TUNED = "stock Camel, tuned";
  static final String SPRING = "Spring Cloud AWS";
  static final String SPRING_TUNED = "Spring Cloud AWS, tuned";
  static final String BOTO3 = "boto3, a process a core";
  static final String BENTO = "Bento";

  /**
   * Options of every JVM. The serial collector uses the least processor time, and the image uses it
   * too.
   */
  private static final List<String> JVM = List.of(Jvm.java(), "-Xmx512m", "-XX:+UseSerialGC");

  private Consumers() {}

  static Consumer waybill() {
    return waybill(WAYBILL, 0.5, Map.of(), List.of());
  }

  static Consumer waybillTuned() {
    return waybill(
        WAYBILL_TUNED,
        1,
        Map.of(
            "WAYBILL_INTAKE_WORKERS",
            tuned("waybill.workers", "256"),
            "WAYBILL_INTAKE_IN_FLIGHT",
            tuned("waybill.in-flight", "1024")),
        List.of());
  }

  /** Returns Waybill in digest mode server: S3 states the digest and objects are not read. */
  static Consumer waybillByServer() {
    return waybill(WAYBILL_SERVER, 0.5, Map.of("WAYBILL_DIGEST_MODE", "server"), List.of());
  }

  /** Returns Waybill that keeps no log of its records. */
  static Consumer waybillWithoutLog() {
    return waybill(WAYBILL_NO_LOG, 0.5, Map.of("WAYBILL_RECORD_LOG_ENABLED", "false"), List.of());
  }

  /**
   * Returns Waybill that begins at once to read again what is sealed, and repeats it as often as it
   * may. It does not list the raw bucket.
   *
   * @param every time within which everything is read again
   * @param settings further settings
   */
  static Consumer waybillRereading(String name, String every, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("WAYBILL_FIXITY_ENABLED", "true");
    all.put("WAYBILL_FIXITY_EVERY", every);
    all.put("WAYBILL_FIXITY_GLANCE", "0s");
    all.put("FIXITY_PLAN_FIRST", "500");
    return waybill(name, 0.5, all, List.of());
  }

  /** Returns Waybill with as many workers for a backfill as it has for new objects. */
  static Consumer waybillBackfilling(String name) {
    return waybill(name, 0.5, Map.of("WAYBILL_BACKFILL_WORKERS", "64"), List.of());
  }

  /** Returns settings of re-verification without a budget. */
  static Map<String, String> unlimitedRereading() {
    return Map.of(
        "WAYBILL_FIXITY_BUDGET_BYTES_PER_SECOND", "100GiB",
        "WAYBILL_FIXITY_BUDGET_REQUESTS_PER_SECOND", "100000",
        "WAYBILL_FIXITY_BUDGET_DOLLARS_PER_DAY", "1000000",
        "FIXITY_PLAN_PERIOD", "1000");
  }

  static Consumer waybill(
      String name, double share, Map<String, String> settings, List<String> jvmOptions) {
    List<String> command = new ArrayList<>(JVM);
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", Jvm.productClassPath(), "dev.waybill.app.Waybill", "run"));
    return new Consumer(name, share, command, settings);
  }

  /**
   * Returns stock Camel with defaults. It receives one message every half second, so batches are
   * small.
   */
  static Consumer camel() {
    return camel(CAMEL, 0.006, Map.of("BENCH_TUNED", "false"));
  }

  static Consumer camelTuned() {
    return camel(
        CAMEL_TUNED,
        1,
        Map.of("BENCH_TUNED", "true", "BENCH_CONSUMERS", tuned("camel.consumers", "128")));
  }

  private static Consumer camel(String name, double share, Map<String, String> environment) {
    return new Consumer(
        name, share, jvm("-cp", Jvm.classPath(), "dev.waybill.bench.peer.StockCamel"), environment);
  }

  static Consumer spring(SpringPeerBuild peer) {
    return spring(peer, SPRING, 0.25, Map.of());
  }

  static Consumer springTuned(SpringPeerBuild peer) {
    String listener = "SPRING_CLOUD_AWS_SQS_LISTENER_";
    return spring(
        peer,
        SPRING_TUNED,
        1,
        Map.of(
            listener + "MAX_CONCURRENT_MESSAGES", tuned("spring.concurrent", "64"),
            listener + "MAX_MESSAGES_PER_POLL", "10",
            listener + "POLL_TIMEOUT", "20s"));
  }

  private static Consumer spring(
      SpringPeerBuild peer, String name, double share, Map<String, String> environment) {
    String classPath = peer.classes() + File.pathSeparator + peer.libraries() + "/*";
    return new Consumer(name, share, jvm("-cp", classPath, "peer.SpringPeer"), environment);
  }

  private static List<String> jvm(String... arguments) {
    List<String> command = new ArrayList<>(JVM);
    command.addAll(List.of(arguments));
    return command;
  }

  static Consumer boto3(Path python) {
    String processes = "" + Runtime.getRuntime().availableProcessors();
    Path handler = Path.of("src", "bench", "peers", "boto3", "handler.py").toAbsolutePath();
    return new Consumer(
        BOTO3, 0.075, List.of(python.toString(), handler.toString(), processes), Map.of());
  }

  static Consumer bento(Path program) {
    Path configuration = Path.of("src", "bench", "peers", "bento", "custody.yaml").toAbsolutePath();
    return new Consumer(
        BENTO, 0.2, List.of(program.toString(), "-c", configuration.toString()), Map.of());
  }

  /** Returns the value of {@code -Dbench.<name>=}, or the best known value. */
  private static String tuned(String name, String best) {
    return System.getProperty("bench." + name, best);
  }
}
