package dev.waybill.cli;

import java.util.function.Consumer;

/** Service behind the command {@code witness}. */
@FunctionalInterface
public interface WitnessService {
  /**
   * Runs a witness until the process receives a signal to stop.
   *
   * @param started receives what was started, once requests are answered
   * @throws CommandException when an option, a file or the state cannot be used
   * @throws Exception when AWS cannot be reached or denies a call
   */
  void run(WitnessOptions options, Consumer<WitnessStart> started) throws Exception;
}
