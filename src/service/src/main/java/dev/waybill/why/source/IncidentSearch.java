package dev.waybill.why.source;

import dev.waybill.alert.Finding;
import dev.waybill.alert.incident.Incident;
import dev.waybill.alert.incident.IncidentStore;
import dev.waybill.alert.incident.IncidentStore.Entry;
import dev.waybill.alert.incident.IncidentStore.Versioned;
import dev.waybill.alert.incident.UnreadableIncidentException;
import dev.waybill.model.NamedThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Search for the stored incidents that name an object. */
public final class IncidentSearch {
  /** Limit of the incidents that are read. */
  static final int MAX_INCIDENTS = 1000;

  private static final int CONCURRENCY = 8;
  private static final String ARN = "arn:aws:s3:::";

  private final IncidentStore store;

  /**
   * Incidents about an object.
   *
   * @param unreadable number of documents that are no incidents
   * @param isComplete false when there are more incidents than are read
   */
  public record Named(List<Incident> incidents, int unreadable, boolean isComplete) {
    /** Result without an incident. */
    public static final Named NONE = new Named(List.of(), 0, true);

    public Named {
      incidents = List.copyOf(incidents);
    }
  }

  public IncidentSearch(IncidentStore store) {
    this.store = store;
  }

  /**
   * Returns the incidents that name an object by one of its keys.
   *
   * @throws RuntimeException when the store cannot be read
   */
  public Named of(StoryKeys keys) {
    List<String> names;
    try (Stream<Entry> listed = store.list()) {
      names = listed.map(Entry::name).limit(MAX_INCIDENTS + 1).toList();
    }
    boolean isComplete = names.size() <= MAX_INCIDENTS;
    List<Incident> found = new ArrayList<>();
    int unreadable = 0;
    for (Optional<Incident> each :
        read(names.subList(0, isComplete ? names.size() : MAX_INCIDENTS))) {
      unreadable += each.isEmpty() ? 1 : 0;
      each.filter(it -> isNamed(it.finding(), keys)).ifPresent(found::add);
    }
    return new Named(found, unreadable, isComplete);
  }

  private List<Optional<Incident>> read(List<String> names) {
    ExecutorService threads =
        Executors.newFixedThreadPool(CONCURRENCY, new NamedThreads("why-incident"));
    try {
      List<CompletableFuture<List<Optional<Incident>>>> running =
          names.stream().map(it -> CompletableFuture.supplyAsync(() -> read(it), threads)).toList();
      return running.stream().flatMap(it -> it.join().stream()).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Returns nothing for an incident that expired meanwhile, and an empty one for no incident. */
  private List<Optional<Incident>> read(String name) {
    try {
      return store
          .find(name)
          .map(Versioned::incident)
          .map(it -> List.of(Optional.of(it)))
          .orElse(List.of());
    } catch (UnreadableIncidentException e) {
      return List.of(Optional.empty());
    }
  }

  /** Compares whole names: a key that only begins alike is another object. */
  static boolean isNamed(Finding finding, StoryKeys keys) {
    return keys.all().stream().anyMatch(key -> isNamed(finding, keys.bucket(key), key));
  }

  private static boolean isNamed(Finding finding, String bucket, String key) {
    boolean isOfBucket = finding.details().getOrDefault("bucket_name", bucket).equals(bucket);
    return names(finding).anyMatch(it -> it.equals(ARN + bucket + "/" + key))
        || (isOfBucket && names(finding).anyMatch(it -> it.equals(key)))
        || (isOfBucket && key.equals(finding.details().get("object_key")));
  }

  private static Stream<String> names(Finding finding) {
    return Stream.concat(Stream.of(finding.resource()), finding.affected().names().stream());
  }
}
