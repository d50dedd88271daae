package dev.waybill.log;

import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Log store in memory, with versions and delete markers, and a hook before each call. */
public final class InMemoryLogStore implements LogStore {
  private static final class Version {
    private final String id;
    private final byte @Nullable [] content;
    private final Instant at;
    private @Nullable String eTag;

    Version(String id, byte @Nullable [] content, Instant at) {
      this.id = id;
      this.content = content;
      this.at = at;
    }

    String id() {
      return id;
    }

    byte @Nullable [] content() {
      return content;
    }

    Instant at() {
      return at;
    }

    /** Equal content has equal ETags, as it has in S3. Hashed once, because it never changes. */
    String eTag() {
      String known = eTag;
      if (known == null) {
        known = content == null ? "marker-" + id : "etag-" + Sha256.hash(content).hex();
        eTag = known;
      }
      return known;
    }
  }

  private final Map<String, List<Version>> objects = new TreeMap<>();
  private BiConsumer<String, String> hook = (operation, key) -> {};
  private long calls;
  private Instant now = Instant.parse("2026-11-29T12:00:00Z");

  /**
   * Sets a hook that receives the name of each operation (find, create, replace, list, versions,
   * delete) and the key or prefix before it takes effect, and may throw.
   */
  public void before(BiConsumer<String, String> hook) {
    this.hook = hook;
  }

  /** Returns a store with the same objects, whose later changes are its own. */
  public synchronized InMemoryLogStore copy() {
    InMemoryLogStore copy = new InMemoryLogStore();
    objects.forEach((key, versions) -> copy.objects.put(key, new ArrayList<>(versions)));
    copy.calls = calls;
    copy.now = now;
    return copy;
  }

  /** Sets the time of later writes. */
  public void setTime(Instant now) {
    this.now = now;
  }

  /** Returns the number of calls. */
  public synchronized long calls() {
    return calls;
  }

  private void called(String operation, String key) {
    calls++;
    hook.accept(operation, key);
  }

  @Override
  public synchronized Optional<StoredObject> find(String key) {
    called("find", key);
    return current(key).map(InMemoryLogStore::found);
  }

  @Override
  public synchronized Optional<StoredObject> find(String key, String versionId) {
    called("find", key);
    return objects.getOrDefault(key, List.of()).stream()
        .filter(it -> it.id().equals(versionId) && it.content() != null)
        .findFirst()
        .map(InMemoryLogStore::found);
  }

  private static StoredObject found(Version version) {
    byte[] content = version.content();
    if (content == null) {
      throw new IllegalStateException("a delete marker has no content");
    }
    return new StoredObject(content.clone(), version.eTag(), version.at());
  }

  private Optional<Version> current(String key) {
    List<Version> versions = objects.getOrDefault(key, List.of());
    return versions.isEmpty()
        ? Optional.empty()
        : Optional.of(versions.get(versions.size() - 1)).filter(it -> it.content() != null);
  }

  @Override
  public synchronized boolean create(String key, byte[] content, Keeping keeping) {
    called("create", key);
    if (current(key).isPresent()) {
      return false;
    }
    put(key, content);
    return true;
  }

  @Override
  public synchronized Optional<String> replace(
      String key, byte[] content, @Nullable String eTag, Keeping keeping) {
    called("replace", key);
    String present = current(key).map(Version::eTag).orElse(null);
    return java.util.Objects.equals(present, eTag)
        ? Optional.of(put(key, content))
        : Optional.empty();
  }

  /** Writes a version as an attacker would, without a condition; null for a delete marker. */
  public synchronized String put(String key, byte @Nullable [] content) {
    List<Version> versions = objects.computeIfAbsent(key, it -> new ArrayList<>());
    Version version =
        new Version(
            Long.toString(calls) + "-" + versions.size(),
            content == null ? null : content.clone(),
            now);
    versions.add(version);
    return version.eTag();
  }

  /** Removes every version of a key, as no one can while Object Lock holds. */
  public synchronized void destroy(String key) {
    objects.remove(key);
  }

  /** Returns the keys of the current objects. */
  public synchronized List<String> keys() {
    return objects.keySet().stream().filter(it -> current(it).isPresent()).toList();
  }

  @Override
  public synchronized Stream<Listed> list(String prefix) {
    return list(prefix, "");
  }

  @Override
  public synchronized Stream<Listed> list(String prefix, String after) {
    called("list", prefix);
    return keys().stream()
        .filter(it -> it.startsWith(prefix) && it.compareTo(after) > 0)
        .map(it -> listed(it, current(it).orElseThrow()));
  }

  private static Listed listed(String key, Version version) {
    return new Listed(key, found(version).content().length, version.at());
  }

  @Override
  public synchronized Stream<ListedVersion> versions(String prefix) {
    called("versions", prefix);
    List<ListedVersion> all = new ArrayList<>();
    objects.forEach(
        (key, versions) -> {
          if (key.startsWith(prefix)) {
            List<Version> newestFirst = new ArrayList<>(versions);
            Collections.reverse(newestFirst);
            newestFirst.forEach(it -> all.add(listed(key, it, it == newestFirst.get(0))));
          }
        });
    return all.stream();
  }

  private static ListedVersion listed(String key, Version version, boolean isLatest) {
    byte[] content = version.content();
    return new ListedVersion(
        key,
        version.id(),
        isLatest,
        content == null ? null : version.eTag(),
        content == null ? 0 : content.length,
        version.at());
  }

  @Override
  public synchronized void delete(Collection<String> keys) {
    keys.forEach(
        key -> {
          called("delete", key);
          if (current(key).isPresent()) {
            put(key, null);
          }
        });
  }
}
