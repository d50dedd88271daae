package dev.waybill.cli;

import java.io.Console;
import java.util.Locale;

/** Question to the person at the terminal. */
@FunctionalInterface
public interface Confirmation {
  /** Question at the terminal of the process; without one, the answer is no. */
  Confirmation TERMINAL = Confirmation::ask;

  /** Returns true when the person agrees. */
  boolean isGiven(String question);

  private static boolean ask(String question) {
    Console console = System.console();
    String answer = console == null ? null : console.readLine("%s [y/N] ", question);
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }
}
