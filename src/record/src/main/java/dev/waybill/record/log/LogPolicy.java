package dev.waybill.record.log;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Trust policy (C2SP tlog-policy): the logs that are accepted, the witnesses that are known, and
 * the quorum of witnesses that a checkpoint needs.
 */
public final class LogPolicy {
  /** Limit for the text of a policy, in bytes. */
  public static final int MAX_BYTES = 512 * 1024;

  private final byte[] text;
  private final List<PolicyLog> logs;
  private final List<PolicyWitness> witnesses;
  private final WitnessQuorum quorum;

  LogPolicy(
      byte[] text, List<PolicyLog> logs, List<PolicyWitness> witnesses, WitnessQuorum quorum) {
    this.text = text.clone();
    this.logs = List.copyOf(logs);
    this.witnesses = List.copyOf(witnesses);
    this.quorum = quorum;
  }

  /**
   * Parses a policy.
   *
   * @throws IllegalArgumentException with the number of the line that is wrong
   */
  public static LogPolicy parse(byte[] text) {
    return new PolicyParser().parse(text);
  }

  /**
   * Returns the policy that accepts one log without witnesses.
   *
   * @param keys the keys of the log, any of which suffices
   */
  public static LogPolicy ofLog(List<VerifierKey> keys) {
    String lines = keys.stream().map(it -> "log " + it + "\n").collect(Collectors.joining());
    return parse((lines + "quorum none\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a copy of the text of the policy. */
  public byte[] bytes() {
    return text.clone();
  }

  /** Returns the accepted logs, one for each key. */
  public List<PolicyLog> logs() {
    return logs;
  }

  /** Returns the known witnesses, in the order of the policy. */
  public List<PolicyWitness> witnesses() {
    return witnesses;
  }

  /** Returns the quorum of witnesses. */
  public WitnessQuorum quorum() {
    return quorum;
  }

  /**
   * Judges the signatures of a checkpoint. Signatures of unknown keys are ignored.
   *
   * @throws InvalidLogException when the note is no checkpoint
   */
  public PolicyVerdict judge(SignedNote note) {
    return new PolicyJudgement(this, note).verdict();
  }
}
