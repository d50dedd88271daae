package dev.waybill.backfill;

import dev.waybill.fixity.shape.ParallelTasks;
import dev.waybill.fixity.shape.RawVersion;
import dev.waybill.fixity.shape.RawVersionPages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Listing of a prefix as a source, by ranges that are cut while they are listed.
 *
 * @param pages pages of the listing
 * @param prefix prefix of the keys
 * @param scope decision which versions are sealed
 */
public record ListedSource(RawVersionPages pages, String prefix, BackfillScope scope)
    implements VersionSource {
  private static final int MAX_RANGES = 16;

  @Override
  public void read(Receiver receiver) throws InterruptedException {
    RangeReader reader = new RangeReader(pages, prefix);
    List<RangeState> open = List.of(RangeState.begin(0, null, null));
    int next = 1;
    while (!open.isEmpty()) {
      Map<Integer, RangePart> parts = new ConcurrentHashMap<>();
      new ParallelTasks(MAX_RANGES)
          .run(
              open.stream()
                  .<Runnable>map(it -> () -> parts.put(it.number(), reader.next(it)))
                  .iterator());
      List<RangeState> left = new ArrayList<>();
      for (RangeState range : open) {
        RangePart part = parts.get(range.number());
        if (part != null) {
          part.versions().forEach(it -> receive(it, receiver));
          if (!part.end().isEnd()) {
            left.add(range.listedTo(part.end()));
          }
        }
      }
      RangeState last = left.isEmpty() ? null : left.get(left.size() - 1);
      if (last != null && left.size() < MAX_RANGES && last.position().key() != null) {
        int number = next++;
        reader
            .cuts(last.position().key(), last.upTo())
            .forEach(
                cut -> {
                  left.set(left.size() - 1, last.endingAt(cut));
                  left.add(RangeState.begin(number, cut, last.upTo()));
                });
      }
      open = left;
    }
  }

  private void receive(RawVersion version, Receiver receiver) {
    scope
        .excluded(version.key(), version.marker(), version.size(), version.lastModified())
        .ifPresentOrElse(
            receiver::excluded,
            () ->
                receiver.wanted(
                    new BackfillVersion(
                        version.key(),
                        version.versionId(),
                        version.size(),
                        version.eTag(),
                        version.lastModified())));
  }
}
