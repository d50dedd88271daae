package dev.waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Server of the benchmark and every consumer that was started on it. */
final class BenchEnvironment implements AutoCloseable {
  private final BenchServerProcess server;
  private final ResourceManager resources;
  private final ConsumerVariables variables;
  private final List<ConsumerProcess> started = new CopyOnWriteArrayList<>();
  private volatile boolean closing;
  private int created;

  private BenchEnvironment(
      BenchServerProcess server, ResourceManager resources, ConsumerVariables variables) {
    this.server = server;
    this.resources = resources;
    this.variables = variables;
    // An interrupted benchmark must not leave processes behind.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  closing = true;
                  started.forEach(ConsumerProcess::close);
                  server.stop();
                }));
  }

  static BenchEnvironment open() throws IOException {
    BenchServerProcess server = BenchServerProcess.start();
    Path folder = Files.createDirectories(server.data().resolve("consumers"));
    SigningFiles signing = SigningFiles.in(folder);
    return new BenchEnvironment(
        server,
        new ResourceManager(server.cloud()),
        new ConsumerVariables(server.cloud(), signing, folder));
  }

  BenchServerProcess server() {
    return server;
  }

  ResourceManager resources() {
    return resources;
  }

  BatchRunner batches() {
    return new BatchRunner(server, resources);
  }

  ConsumerResources newResources(Consumer consumer) {
    return resources.create(consumer.fileName() + "-" + created++);
  }

  ConsumerProcess start(Consumer consumer) throws IOException {
    return start(consumer, newResources(consumer));
  }

  ConsumerProcess start(Consumer consumer, ConsumerResources resources) throws IOException {
    ConsumerProcess process =
        ConsumerProcess.start(consumer, resources, variables.forConsumer(resources));
    started.add(process);
    if (closing) {
      process.close();
    }
    return process;
  }

  /** Returns the environment variables of a command about the resources of a consumer. */
  Map<String, String> variables(ConsumerResources of) {
    return variables.forConsumer(of);
  }

  @Override
  public void close() {
    started.forEach(ConsumerProcess::close);
    resources.close();
    server.close();
  }
}
