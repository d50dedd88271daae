package dev.waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The server, and every consumer that was started on it. */
final class Stage implements AutoCloseable {
  private final StandProcess stand;
  private final Places places;
  private final Surroundings surroundings;
  private final List<ConsumerProcess> started = new CopyOnWriteArrayList<>();
  private volatile boolean ended;
  private int made;

  private Stage(StandProcess stand, Places places, Surroundings surroundings) {
    this.stand = stand;
    this.places = places;
    this.surroundings = surroundings;
    // Whoever ends the benchmark early leaves nobody behind.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  ended = true;
                  started.forEach(ConsumerProcess::close);
                  stand.end();
                }));
  }

  static Stage open() throws IOException {
    StandProcess stand = StandProcess.start();
    Path folder = Files.createDirectories(stand.data().resolve("consumers"));
    SigningFiles signing = SigningFiles.in(folder);
    return new Stage(
        stand, new Places(stand.cloud()), new Surroundings(stand.cloud(), signing, folder));
  }

  StandProcess stand() {
    return stand;
  }

  Places places() {
    return places;
  }

  Batches batches() {
    return new Batches(stand, places);
  }

  Place place(Consumer consumer) {
    return places.make(consumer.fileName() + "-" + made++);
  }

  ConsumerProcess start(Consumer consumer) throws IOException {
    return start(consumer, place(consumer));
  }

  ConsumerProcess start(Consumer consumer, Place place) throws IOException {
    ConsumerProcess process = ConsumerProcess.start(consumer, place, surroundings.of(place));
    started.add(process);
    if (ended) {
      process.close();
    }
    return process;
  }

  @Override
  public void close() {
    started.forEach(ConsumerProcess::close);
    places.close();
    stand.close();
  }
}
