package dev.waybill.why.tell;

import dev.waybill.record.object.PercentEncoding;
import dev.waybill.why.StoryVersion;
import dev.waybill.why.source.StoryFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Short names of the versions of a story: the first characters of the version id, or more when they
 * are not unique. For one thread.
 */
final class VersionNames {
  private static final int SHORT = 6;

  private final StoryFacts facts;
  private final Map<Version, String> names = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();

  /** Version of a key. */
  private record Version(String key, String versionId) {}

  VersionNames(StoryFacts facts) {
    this.facts = facts;
    facts
        .records()
        .seals()
        .forEach(it -> add(it.record().version().key(), it.record().version().versionId()));
    facts.listing().versions().forEach(it -> add(it.key(), it.versionId()));
    facts.calls().forEach(it -> add(it.key(), it.versionId()));
    facts.statements().repairs().forEach(it -> add(it.version().key(), it.version().versionId()));
  }

  private void add(String key, @Nullable String versionId) {
    if (versionId != null && !versionId.isEmpty()) {
      names.computeIfAbsent(new Version(key, versionId), it -> name(versionId));
    }
  }

  private String name(String versionId) {
    for (int length = Math.min(SHORT, versionId.length()); length < versionId.length(); length++) {
      if (taken.add(versionId.substring(0, length))) {
        return versionId.substring(0, length);
      }
    }
    String name = versionId;
    for (int number = 2; !taken.add(name); number++) {
      name = versionId + "-" + number;
    }
    return name;
  }

  /** Returns the name of a version; empty when there is none. */
  String of(String key, @Nullable String versionId) {
    return versionId == null ? "" : names.getOrDefault(new Version(key, versionId), "");
  }

  /** Returns the address of a version. */
  String address(String key, @Nullable String versionId) {
    String address = facts.keys().address(key);
    return versionId == null
        ? address
        : address + "?versionId=" + PercentEncoding.component(versionId);
  }

  /** Returns all versions with their names. */
  List<StoryVersion> all() {
    List<StoryVersion> all = new ArrayList<>();
    names.forEach((it, name) -> all.add(new StoryVersion(name, address(it.key(), it.versionId()))));
    return all;
  }
}
