package dev.waybill.localcloud.athena;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** Suppression of a library's prints on standard output, which scripts parse. */
final class StandardOutputFilter {
  private StandardOutputFilter() {}

  /** Runs work and drops the output of the current thread. Output of other threads is kept. */
  static void runSilenced(Runnable work) {
    PrintStream before = System.out;
    PrintStream filtered =
        new PrintStream(new OtherThreadsStream(before, Thread.currentThread()), true);
    System.setOut(filtered);
    try {
      work.run();
    } finally {
      if (System.out == filtered) {
        System.setOut(before);
      }
    }
  }

  private static final class OtherThreadsStream extends OutputStream {
    private final PrintStream out;
    private final Thread silenced;

    OtherThreadsStream(PrintStream out, Thread silenced) {
      this.out = out;
      this.silenced = silenced;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (Thread.currentThread() != silenced) {
        out.write(bytes, offset, length);
      }
    }

    @Override
    public void flush() {
      out.flush();
    }
  }
}
