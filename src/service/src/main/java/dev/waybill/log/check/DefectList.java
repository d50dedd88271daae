package dev.waybill.log.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Defects that one check found, each once, and at most as many as fit. */
final class DefectList implements Consumer<LogDefect> {
  /** Limit of the defects that are kept; a log whose tiles are all gone has millions. */
  private static final int MAX_DEFECTS = 10_000;

  /** By kind and key. */
  private final Map<List<Object>, LogDefect> defects = new LinkedHashMap<>();

  @Override
  public void accept(LogDefect defect) {
    if (defects.size() < MAX_DEFECTS) {
      defects.putIfAbsent(List.of(defect.kind(), defect.key()), defect);
    }
  }

  boolean isEmpty() {
    return defects.isEmpty();
  }

  /** Returns the defects in the order in which they were found. */
  List<LogDefect> list() {
    return new ArrayList<>(defects.values());
  }
}
