package dev.waybill.audit.catalog;

/** Position in a text: line and column, from 1. */
record TextPosition(int line, int column) {
  static TextPosition of(String text, int offset) {
    int line = 1;
    int start = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
      line++;
      start = i + 1;
    }
    return new TextPosition(line, offset - start + 1);
  }

  /** Returns the offset, limited to the end of the text. */
  int offset(String text) {
    int start = 0;
    for (int at = 1; at < line; at++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        return text.length();
      }
      start = end + 1;
    }
    return Math.min(start + Math.max(column - 1, 0), text.length());
  }
}
