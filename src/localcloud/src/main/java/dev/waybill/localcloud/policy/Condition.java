package dev.waybill.localcloud.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One operator on one key. Only what is judged here can be made: nothing is silently ignored.
 *
 * @param operator without {@code IfExists}
 * @param ifExists whether it holds when the key has no value
 * @param key the condition key as the policy spells it
 * @param values of which one has to match, or for a negated operator none
 */
record Condition(String operator, boolean ifExists, String key, List<String> values) {
  private static final String IF_EXISTS = "IfExists";
  private static final String NULL = "Null";

  /** How an operator compares a value of the policy with one of the request. */
  private static final Map<String, BiPredicate<String, String>> MATCHES =
      Map.ofEntries(
          Map.entry("Bool", String::equalsIgnoreCase),
          Map.entry("StringEquals", String::equals),
          Map.entry("StringEqualsIgnoreCase", String::equalsIgnoreCase),
          Map.entry("StringLike", Glob::matches),
          Map.entry("ArnEquals", Glob::arn),
          Map.entry("ArnLike", Glob::arn));

  /** The operators that hold when the one in its place does not. */
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
   * Makes a condition.
   *
   * @throws MalformedPolicy when the operator or the key is not judged here
   */
  static Condition of(String spelled, String key, List<String> values) {
    boolean ifExists = spelled.endsWith(IF_EXISTS);
    String operator =
        ifExists ? spelled.substring(0, spelled.length() - IF_EXISTS.length()) : spelled;
    boolean known =
        MATCHES.containsKey(operator)
            || NEGATED.containsKey(operator)
            || (operator.equals(NULL) && !ifExists);
    if (!known) {
      throw new MalformedPolicy("Invalid Condition type : " + spelled);
    }
    if (!KEYS.contains(key.toLowerCase(Locale.ROOT))) {
      throw new MalformedPolicy("Policy has an invalid condition key: " + key);
    }
    if (values.isEmpty()) {
      throw new MalformedPolicy("Condition " + spelled + " of " + key + " has no value");
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

  boolean holds(PolicyRequest request) {
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

  /** Whether it narrows callers down to some that are known by name. */
  boolean narrowsCallers() {
    boolean fixed = values.stream().noneMatch(value -> value.contains("*") || value.contains("?"));
    String lower = key.toLowerCase(Locale.ROOT);
    return MATCHES.containsKey(operator)
        && fixed
        && Set.of("aws:principalarn", "aws:principalaccount", "aws:sourcearn", "aws:sourceaccount")
            .contains(lower);
  }
}
