package dev.waybill.audit.catalog;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with one file, as it is found. */
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

  /** The value of a key, or an empty text. */
  String text(String key) {
    AuditHeader.Entry entry = header.entries().get(key);
    return entry == null ? "" : entry.value();
  }

  /** About a key; where it is missing, about the file's first line. */
  void ofKey(String key, String reason) {
    AuditHeader.Entry entry = header.entries().get(key);
    problems.add(new Problem(file, entry == null ? 1 : entry.line(), reason));
  }

  /** About a place of the SQL. */
  void ofSql(int offset, String reason) {
    TextPosition at = TextPosition.of(header.sql(), offset);
    problems.add(new Problem(file, header.line() - 1 + at.line(), at.column(), reason));
  }

  List<Problem> problems() {
    return problems;
  }
}
