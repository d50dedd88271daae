package dev.waybill.page;

import java.util.List;
import java.util.stream.Stream;

/**
 * Table of a page or of a text report.
 *
 * @param title the title
 * @param head names of the columns
 * @param rows values of the rows; untrusted input
 * @param note sentence below the table; empty for none
 */
public record PageTable(String title, List<String> head, List<List<String>> rows, String note) {
  /** Returns the head and the rows. */
  public Stream<List<String>> lines() {
    return Stream.concat(Stream.of(head), rows.stream());
  }
}
