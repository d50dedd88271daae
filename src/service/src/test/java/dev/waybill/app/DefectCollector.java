package dev.waybill.app;

import dev.waybill.cli.FixityService.CheckListener;
import dev.waybill.cli.FixityService.Defect;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import java.util.ArrayList;
import java.util.List;

/** Defects that a check of everything finds; the log itself must be in order. */
final class DefectCollector implements CheckListener {
  private final List<Defect> found = new ArrayList<>();
  private long versions;

  List<Defect> found() {
    return found;
  }

  /** Returns the number of versions that were read. */
  long versions() {
    return versions;
  }

  @Override
  public void note(String line) {
    throw new AssertionError(line);
  }

  @Override
  public void begun(long number) {
    versions = number;
  }

  @Override
  public void examined(TileResult result) {}

  @Override
  public void found(Defect defect) {
    found.add(defect);
  }

  @Override
  public void unlisted(TileRange range, String problem) {
    throw new AssertionError(problem);
  }
}
