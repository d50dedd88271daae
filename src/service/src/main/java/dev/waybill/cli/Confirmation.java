package dev.waybill.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Answer of the person who runs a command to its question. */
public final class Confirmation {
  private final InputStream answers;

  /**
   * @param answers the input with the answer
   */
  Confirmation(InputStream answers) {
    this.answers = answers;
  }

  /** Returns the answer at the standard input of the process. */
  public static Confirmation ofProcess() {
    return new Confirmation(System.in);
  }

  /** Returns true when the next line is {@code yes}; no input means no. */
  boolean isGiven() {
    try {
      String line =
          new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8)).readLine();
      return line != null && line.strip().equals("yes");
    } catch (IOException e) {
      return false;
    }
  }
}
