package dev.waybill.audit.logfile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Result of all inspections so far.
 *
 * @param checked fingerprints of the versions that were read, by day
 * @param unread files that queries leave out
 * @param mended files that became readable, in the order of their times
 */
public record LogFilesState(
    Map<String, Set<Long>> checked, List<UnreadFile> unread, List<MendedLog> mended) {
  public LogFilesState {
    Map<String, Set<Long>> copy = new TreeMap<>();
    checked.forEach((day, versions) -> copy.put(day, new TreeSet<>(versions)));
    checked = copy;
    unread = List.copyOf(unread);
    mended = List.copyOf(mended);
  }

  static LogFilesState initial() {
    return new LogFilesState(Map.of(), List.of(), List.of());
  }

  boolean isChecked(LogObject object) {
    return checked.getOrDefault(object.partition().day(), Set.of()).contains(object.fingerprint());
  }

  Optional<UnreadFile> unread(String uri) {
    return unread.stream().filter(it -> it.object().uri().equals(uri)).findFirst();
  }

  /** Returns the state without what is too old to matter. */
  LogFilesState since(String firstDay, Instant mendedSince) {
    Map<String, Set<Long>> days = new TreeMap<>(checked);
    days.keySet().removeIf(it -> it.compareTo(firstDay) < 0);
    return new LogFilesState(
        days, unread, mended.stream().filter(it -> it.at().isAfter(mendedSince)).toList());
  }

  /** Returns the state with every finding and every end reported. */
  LogFilesState asReported() {
    return new LogFilesState(
        checked,
        unread.stream().map(UnreadFile::asReported).toList(),
        mended.stream().map(MendedLog::asReported).toList());
  }

  boolean isReported() {
    return unread.stream().allMatch(UnreadFile::reported)
        && mended.stream().allMatch(MendedLog::reported);
  }

  /** Returns the state after the reading of some versions. */
  LogFilesState with(List<ReadLogFile> reads, Instant now) {
    Map<String, Set<Long>> versions = new TreeMap<>();
    checked.forEach((day, of) -> versions.put(day, new TreeSet<>(of)));
    Map<String, UnreadFile> files = new LinkedHashMap<>();
    unread.forEach(it -> files.put(it.object().uri(), it));
    List<MendedLog> ended = new ArrayList<>(mended);
    for (ReadLogFile read : reads) {
      LogObject object = read.object();
      if (!read.isDenied()) {
        boolean unused =
            versions
                .computeIfAbsent(object.partition().day(), day -> new TreeSet<>())
                .add(object.fingerprint());
      }
      UnreadFile before = files.remove(object.uri());
      if (!read.content().isRegular()) {
        files.put(object.uri(), read.unread(before == null ? now : before.since()));
      }
      if (before != null && (read.content().isRegular() || read.content().records() > 0)) {
        ended.add(read.mended(before, unique(ended, now)));
      }
    }
    return new LogFilesState(versions, List.copyOf(files.values()), ended);
  }

  private static Instant unique(List<MendedLog> mended, Instant now) {
    Instant last = mended.isEmpty() ? Instant.EPOCH : mended.get(mended.size() - 1).at();
    return last.isBefore(now) ? now : last.plusMillis(1);
  }
}
