package dev.waybill.fixity.second;

import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reader of the completion report of a job. Whatever is wrong with it is counted under its name,
 * and verifies nothing.
 */
final class ReportReader {
  /** Limit for the list, which has less than 300 bytes for each file. */
  private static final int MAX_LIST_BYTES = 16 * 1024 * 1024;

  private final ReadFiles files;
  private final String folder;
  private final ProblemCounts problems = new ProblemCounts();
  private final SortedMap<String, Sha256> read = new TreeMap<>();

  /**
   * @param folder prefix of the report of the job; ends in {@code /}
   */
  ReportReader(ReadFiles files, String folder) {
    this.files = files;
    this.folder = folder;
  }

  /** Reads the report. */
  RowBook read(ReadManifest manifest) {
    RowBook book = new RowBook(manifest);
    Set<String> seen = new HashSet<>();
    for (ReportList.File file : list()) {
      if (!file.bucket().equals(files.bucket()) || !file.key().startsWith(folder)) {
        problems.add(ReportProblem.FILE_ELSEWHERE);
      } else if (!seen.add(file.key())) {
        problems.add(ReportProblem.FILE_TWICE);
      } else {
        rows(file).forEach(it -> book.add(it, problems));
      }
    }
    for (long missing = book.missing(); missing > 0; missing--) {
      problems.add(ReportProblem.ROW_MISSING);
    }
    return book;
  }

  private List<ReportList.File> list() {
    String key = folder + "manifest.json";
    Optional<InputStream> opened = files.open(key);
    if (opened.isEmpty()) {
      problems.add(ReportProblem.LIST_MISSING);
      return List.of();
    }
    try (InputStream in = opened.get()) {
      byte[] content = in.readNBytes(MAX_LIST_BYTES + 1);
      read.put(key, Sha256.hash(content));
      if (content.length > MAX_LIST_BYTES) {
        problems.add(ReportProblem.LIST_MALFORMED);
        return List.of();
      }
      return ReportList.parse(content).files();
    } catch (ReportList.MalformedException e) {
      problems.add(e.problem());
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + key + " failed", e);
    }
  }

  /** Returns the rows of a file; none when its bytes are not those of the list. */
  private List<StatedRow> rows(ReportList.File file) {
    Optional<InputStream> opened = files.open(file.key());
    if (opened.isEmpty()) {
      problems.add(ReportProblem.FILE_MISSING);
      return List.of();
    }
    Collector rows = new Collector();
    try (ReportLines lines = new ReportLines(opened.get())) {
      lines.read(rows);
      read.put(file.key(), lines.sha256());
      if (!lines.md5().equals(file.md5())) {
        problems.add(ReportProblem.FILE_CHANGED);
        return List.of();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file.key() + " failed", e);
    }
    rows.problems.forEach(problems::add);
    return rows.rows;
  }

  /** Returns the problems that were found so far. */
  ProblemCounts problems() {
    return problems;
  }

  /** Returns the SHA-256 of the files that were read, by their keys. */
  SortedMap<String, Sha256> digests() {
    return new TreeMap<>(read);
  }

  /** Rows and problems of one file. */
  private static final class Collector implements ReportLines.Listener {
    private final List<StatedRow> rows = new ArrayList<>();
    private final List<ReportProblem> problems = new ArrayList<>();

    @Override
    public void line(String text) {
      ReportLine.parse(text).ifPresentOrElse(rows::add, () -> problem(ReportProblem.LINE_CUT));
    }

    @Override
    public void problem(ReportProblem problem) {
      problems.add(problem);
    }
  }
}
