package dev.waybill.audit.catalog;

import java.util.ArrayList;
import java.util.List;

/** Collector of the problems of one file. */
final class ProblemCollector {
  private final String file;
  private final AuditHeader header;
  private final List<Problem> problems = new ArrayList<>();

  ProblemCollector(String file, String text) {
    this.file = file;
    this.header = AuditHeader.read(file, text, problems);
  }

  String file() {
    return file;
  }

  AuditHeader header() {
    return header;
  }

  /** Returns the value of a key, or an empty text. */
  String text(String key) {
    AuditHeader.Entry entry = header.entries().get(key);
    return entry == null ? "" : entry.value();
  }

  /** Adds a problem at a key, or at the first line when the key is missing. */
  void addAtKey(String key, String reason) {
    AuditHeader.Entry entry = header.entries().get(key);
    problems.add(new Problem(file, entry == null ? 1 : entry.line(), reason));
  }

  /** Adds a problem at an offset of the SQL. */
  void addAtSql(int offset, String reason) {
    TextPosition at = TextPosition.of(header.sql(), offset);
    problems.add(new Problem(file, header.line() - 1 + at.line(), at.column(), reason));
  }

  List<Problem> problems() {
    return problems;
  }
}
