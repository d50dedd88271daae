package dev.waybill.localcloud.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Condition of a policy statement: one operator on one key. Unsupported operators and keys are
 * rejected, so that no condition is silently ignored.
 *
 * @param operator the operator without {@code IfExists}
 * @param ifExists true if the condition matches a request without a value of the key
 * @param key the condition key in the policy's spelling
 * @param values the values to compare with; one must match, or none for a negated operator
 */
record Condition(String operator, boolean ifExists, String key, List<String> values) {
  private static final String IF_EXISTS = "IfExists";
  private static final String NULL = "Null";

  /** Comparisons of a policy's value with a request's value, by operator. */
  private static final Map<String, BiPredicate<String, String>> MATCHES =
      Map.ofEntries(
          Map.entry("Bool", String::equalsIgnoreCase),
          Map.entry("StringEquals", String::equals),
          Map.entry("StringEqualsIgnoreCase", String::equalsIgnoreCase),
          Map.entry("StringLike", WildcardPattern::matches),
          Map.entry("ArnEquals", WildcardPattern::matchesArn),
          Map.entry("ArnLike", WildcardPattern::matchesArn));

  /** Negated operators and their positive counterparts. */
  private static final Map<String, String> NEGATED =
      Map.of(
          "StringNotEquals", "StringEquals",
          "StringNotEqualsIgnoreCase", "StringEqualsIgnoreCase",
          "StringNotLike", "StringLike",
          "ArnNotEquals", "ArnEquals",
          "ArnNotLike", "ArnLike");

  private static final Set<String> KEYS =
      lowerCase(
          "aws:SecureTransport",
          "aws:PrincipalArn",
          "aws:PrincipalAccount",
          "aws:PrincipalIsAWSService",
          "aws:MultiFactorAuthPresent",
          "aws:SourceAccount",
          "aws:SourceArn",
          "aws:userid",
          "aws:username",
          "s3:x-amz-server-side-encryption",
          "s3:x-amz-server-side-encryption-aws-kms-key-id",
          "s3:x-amz-server-side-encryption-customer-algorithm",
          "s3:x-amz-acl",
          "s3:if-none-match",
          "s3:if-match",
          "s3:ObjectCreationOperation",
          "s3:object-lock-mode");

  /**
   * Returns a condition.
   *
   * @throws MalformedPolicyException if the operator or the key is not supported
   */
  static Condition of(String operatorText, String key, List<String> values) {
    boolean ifExists = operatorText.endsWith(IF_EXISTS);
    String operator =
        ifExists
            ? operatorText.substring(0, operatorText.length() - IF_EXISTS.length())
            : operatorText;
    boolean known =
        MATCHES.containsKey(operator)
            || NEGATED.containsKey(operator)
            || (operator.equals(NULL) && !ifExists);
    if (!known) {
      throw new MalformedPolicyException("Invalid Condition type : " + operatorText);
    }
    if (!KEYS.contains(key.toLowerCase(Locale.ROOT))) {
      throw new MalformedPolicyException("Policy has an invalid condition key: " + key);
    }
    if (values.isEmpty()) {
      throw new MalformedPolicyException(
          "Condition " + operatorText + " on the key " + key + " has no value");
    }
    return new Condition(operator, ifExists, key, List.copyOf(values));
  }

  private static Set<String> lowerCase(String... keys) {
    Set<String> all = new TreeSet<>();
    for (String key : keys) {
      all.add(key.toLowerCase(Locale.ROOT));
    }
    return all;
  }

  boolean matches(PolicyRequest request) {
    String actual = request.value(key);
    if (operator.equals(NULL)) {
      return values.stream().anyMatch(it -> it.equalsIgnoreCase(String.valueOf(actual == null)));
    }
    if (actual == null && ifExists) {
      return true;
    }
    String positive = NEGATED.get(operator);
    return positive == null ? any(operator, actual) : !any(positive, actual);
  }

  private boolean any(String positive, @Nullable String actual) {
    BiPredicate<String, String> match = MATCHES.getOrDefault(positive, (value, is) -> false);
    return actual != null && values.stream().anyMatch(value -> match.test(value, actual));
  }

  /** Returns whether the condition restricts callers to literal, known ones. */
  boolean restrictsCallers() {
    boolean literal =
        values.stream().noneMatch(value -> value.contains("*") || value.contains("?"));
    String lower = key.toLowerCase(Locale.ROOT);
    return MATCHES.containsKey(operator)
        && literal
        && Set.of("aws:principalarn", "aws:principalaccount", "aws:sourcearn", "aws:sourceaccount")
            .contains(lower);
  }
}
