package dev.waybill.cli;

import dev.waybill.verify.S3Address;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks of the arguments with which a person names an object and answers for a change. */
final class PersonalWords {
  private final CommandSpec spec;

  /**
   * @param spec the command, for its usage errors
   */
  PersonalWords(CommandSpec spec) {
    this.spec = spec;
  }

  /**
   * Returns the address of an object.
   *
   * @param form the form of addresses that the command takes, for people
   * @throws ParameterException when the text is no address
   */
  S3Address address(String text, String form) {
    try {
      if (S3Address.looksLikeOne(text)) {
        return S3Address.parse(text);
      }
    } catch (IllegalArgumentException e) {
      throw usage(text + ": " + e.getMessage());
    }
    throw usage(text + ": must be " + form);
  }

  /**
   * Rejects an empty text.
   *
   * @throws ParameterException when the text is blank
   */
  void requireText(String text, String option) {
    if (text.isBlank()) {
      throw usage(option + ": must not be empty");
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
