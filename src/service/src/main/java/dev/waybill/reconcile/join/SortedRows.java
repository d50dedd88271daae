package dev.waybill.reconcile.join;

import java.util.Iterator;

/** Rows in the order of their bytes as unsigned numbers. Closing them deletes their files. */
public interface SortedRows extends Iterator<byte[]>, AutoCloseable {
  @Override
  void close();
}
