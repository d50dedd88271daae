package dev.waybill.bench;

import dev.waybill.bench.stand.Mark;
import java.util.List;

/**
 * The part of a batch that is measured: not its beginning, when the connections are made, and not
 * the last few, when some workers have nothing left to do.
 */
record MeasuredSpan(int objects) {
  int warm() {
    return Math.max(1, objects / 5);
  }

  int end() {
    return objects - objects / 50;
  }

  double rate(List<Mark> marks, Place place) {
    long[] promoted =
        marks.stream()
            .filter(mark -> mark.wrote(place.raw()))
            .mapToLong(Mark::ended)
            .sorted()
            .toArray();
    double seconds = (promoted[end() - 1] - promoted[warm() - 1]) / 1e9;
    return (end() - warm()) / seconds;
  }
}
