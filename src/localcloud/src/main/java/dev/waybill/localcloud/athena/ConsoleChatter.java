package dev.waybill.localcloud.athena;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** Keeps what a library prints off standard output, where scripts read what commands promise. */
final class ConsoleChatter {
  private ConsoleChatter() {}

  /** Does some work; what its thread prints is dropped, and what others print is not. */
  static void without(Runnable work) {
    PrintStream before = System.out;
    PrintStream filtered = new PrintStream(new Others(before, Thread.currentThread()), true);
    System.setOut(filtered);
    try {
      work.run();
    } finally {
      if (System.out == filtered) {
        System.setOut(before);
      }
    }
  }

  private static final class Others extends OutputStream {
    private final PrintStream out;
    private final Thread silenced;

    Others(PrintStream out, Thread silenced) {
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
