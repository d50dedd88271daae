package dev.waybill.baseline.template;

import dev.waybill.baseline.desired.DesiredPolicy;
import dev.waybill.baseline.desired.DesiredStatement;
import java.util.ArrayList;
import java.util.List;

/** Parts of a policy of many scopes, each of which fits into a managed policy of IAM. */
final class PolicyParts {
  /** Limit of IAM in characters; IAM ignores whitespace. */
  private static final int MAX_CHARACTERS = 6144;

  private static final String ACCOUNT = "111111111111";
  private static final String REGION = "ap-southeast-1";
  private static final String KEY = "11111111-2222-3333-4444-555555555555";

  private PolicyParts() {}

  /** Returns the statements in as few parts as their order allows; a small policy is one part. */
  static List<List<DesiredStatement>> of(List<DesiredStatement> statements) {
    List<List<DesiredStatement>> parts = new ArrayList<>();
    List<DesiredStatement> part = new ArrayList<>();
    for (DesiredStatement statement : statements) {
      part.add(statement);
      if (part.size() > 1 && length(part) > MAX_CHARACTERS) {
        part.remove(part.size() - 1);
        parts.add(List.copyOf(part));
        part.clear();
        part.add(statement);
      }
    }
    parts.add(List.copyOf(part));
    return parts;
  }

  /** Returns the length once CloudFormation has filled in what the template leaves open. */
  static int length(List<DesiredStatement> statements) {
    return DesiredPolicy.of(statements)
        .text()
        .replace("${Key.Arn}", "arn:aws:kms:" + REGION + ":" + ACCOUNT + ":key/" + KEY)
        .replace("${AWS::Partition}", "aws")
        .replace("${AWS::AccountId}", ACCOUNT)
        .replace("${AWS::Region}", REGION)
        .length();
  }
}
