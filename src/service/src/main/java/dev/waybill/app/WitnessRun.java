package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3WitnessState;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.WitnessOptions;
import dev.waybill.cli.WitnessService;
import dev.waybill.cli.WitnessStart;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.witness.FolderState;
import dev.waybill.witness.Witness;
import dev.waybill.witness.WitnessKeys;
import dev.waybill.witness.WitnessServer;
import dev.waybill.witness.WitnessState;
import dev.waybill.witness.WitnessedLogs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Command {@code waybill witness}: a witness, until the process receives a signal to stop. */
final class WitnessRun implements WitnessService {
  private static final String KEYS = "witness.keys";

  /**
   * Witness that answers requests.
   *
   * @param start what was started
   */
  record RunningWitness(WitnessStart start, WitnessServer server, WitnessState state)
      implements AutoCloseable {
    @Override
    public void close() {
      Shutdown.close(server, state);
    }
  }

  @Override
  public void run(WitnessOptions options, Consumer<WitnessStart> started) throws Exception {
    RunningWitness witness = start(options);
    CountDownLatch ended = Shutdown.of(WitnessRun::logStop, witness);
    started.accept(witness.start());
    ended.await();
  }

  /** Starts a witness, which its caller closes. */
  static RunningWitness start(WitnessOptions options) {
    WitnessState state = state(options);
    try {
      WitnessedLogs logs = logs(options);
      WitnessKeys keys = keys(options, logs, state);
      WitnessServer server = start(options, new Witness(logs, state, keys, Clock.systemUTC()));
      return new RunningWitness(description(options, server, keys, logs), server, state);
    } catch (RuntimeException e) {
      state.close();
      throw e;
    }
  }

  private static void logStop() {
    LoggerFactory.getLogger(WitnessRun.class).info("stopping the witness");
  }

  private static WitnessState state(WitnessOptions options) {
    String place = options.state();
    try {
      if (!S3WitnessState.isPlace(place)) {
        return FolderState.open(Path.of(place));
      }
      if (options.keys() == null) {
        throw CommandException.usage("--keys: must name a file when the state is in S3");
      }
      AwsClients aws = AwsClients.forBucket(S3WitnessState.bucket(place));
      aws.identity();
      return new S3WitnessState(aws, place);
    } catch (IOException e) {
      throw CommandException.usage("--state: " + place + " cannot be used (" + reason(e) + ")", e);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw CommandException.usage("--state: " + e.getMessage(), e);
    }
  }

  private static String reason(IOException failure) {
    return failure.getClass().getSimpleName();
  }

  private static WitnessedLogs logs(WitnessOptions options) {
    try {
      return WitnessedLogs.read(options.logs());
    } catch (IllegalArgumentException e) {
      throw CommandException.usage("--log: " + e.getMessage(), e);
    }
  }

  /** Reads the keys; makes new ones for a new witness. */
  private static WitnessKeys keys(WitnessOptions options, WitnessedLogs logs, WitnessState state) {
    Path given = options.keys();
    Path file = given == null ? Path.of(options.state()).resolve(KEYS) : given;
    try {
      String name = options.name();
      if (!Files.exists(file)) {
        requireNew(file, logs, state);
        WitnessKeys.create(file, name == null ? defaultName() : name);
      }
      WitnessKeys keys = WitnessKeys.read(file);
      if (name != null && !name.equals(keys.name())) {
        throw CommandException.usage("--name: the keys of " + file + " are named " + keys.name());
      }
      return keys;
    } catch (IOException e) {
      throw CommandException.usage("--keys: " + file + " cannot be written (" + reason(e) + ")", e);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()), e);
    }
  }

  private static void requireNew(Path keys, WitnessedLogs logs, WitnessState state) {
    if (!logs.areUnknownTo(state)) {
      throw CommandException.usage(
          "--keys: " + keys + " does not exist, and the state has checkpoints of other keys");
    }
  }

  private static String defaultName() {
    try {
      String host = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
      return "witness." + host.replaceAll("[^a-z0-9.-]", "-");
    } catch (UnknownHostException e) {
      throw CommandException.usage("--name: must be given, because this host has no name", e);
    }
  }

  private static WitnessServer start(WitnessOptions options, Witness witness) {
    try {
      witness.requireReadableState();
      return WitnessServer.start(witness, new InetSocketAddress(options.listen(), options.port()));
    } catch (InvalidLogException e) {
      throw CommandException.usage("--state: " + e.getMessage(), e);
    } catch (IOException e) {
      throw CommandException.usage(
          "--port: "
              + options.port()
              + " of "
              + options.listen()
              + " cannot be bound ("
              + e.getMessage()
              + "); stop the process that listens there, or name another",
          e);
    }
  }

  private static WitnessStart description(
      WitnessOptions options, WitnessServer server, WitnessKeys keys, WitnessedLogs logs) {
    String host = options.listen().contains(":") ? "[" + options.listen() + "]" : options.listen();
    return new WitnessStart(
        "http://" + host + ":" + server.port(),
        keys.name(),
        keys.keys().stream().map(String::valueOf).toList(),
        logs.origins(),
        options.state());
  }
}
