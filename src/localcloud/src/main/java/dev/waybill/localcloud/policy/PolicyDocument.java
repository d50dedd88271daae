package dev.waybill.localcloud.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Resource-based policy, every element of which is supported and evaluated. */
public final class PolicyDocument {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> MEMBERS = Set.of("Version", "Id", "Statement");
  private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
  private static final String ARN = "arn:aws:s3:::";

  private final List<Statement> statements;

  private PolicyDocument(List<Statement> statements) {
    this.statements = List.copyOf(statements);
  }

  /**
   * Parses a policy.
   *
   * @throws MalformedPolicyException if the policy is invalid or uses an unsupported element
   */
  public static PolicyDocument parse(String text) {
    JsonNode policy = object(text);
    policy
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!MEMBERS.contains(name)) {
                throw new MalformedPolicyException("Unknown field " + name);
              }
            });
    if (policy.has("Version") && !VERSIONS.contains(policy.path("Version").asText())) {
      throw new MalformedPolicyException("The policy must contain a valid version string");
    }
    List<Statement> statements = new ArrayList<>();
    JsonNode all = policy.path("Statement");
    if (all.isObject()) {
      statements.add(Statement.of(all));
    } else {
      all.forEach(each -> statements.add(Statement.of(each)));
    }
    if (statements.isEmpty()) {
      throw new MalformedPolicyException("Missing required field Statement");
    }
    return new PolicyDocument(statements);
  }

  private static JsonNode object(String text) {
    try {
      JsonNode policy = JSON.readTree(text);
      if (policy != null && policy.isObject()) {
        return policy;
      }
    } catch (JsonProcessingException e) {
      // Rejected below, together with JSON that is not an object.
    }
    throw new MalformedPolicyException(
        "Policies must be valid JSON and the first byte must be '{'");
  }

  /**
   * Checks that all resources of the policy belong to a bucket and all actions to S3.
   *
   * @throws MalformedPolicyException if a resource or an action does not
   */
  public void requireBucket(String bucket) {
    String arn = ARN + bucket;
    boolean within =
        statements.stream()
            .flatMap(statement -> statement.resources().stream())
            .allMatch(
                resource ->
                    resource.equals(arn)
                        || resource.startsWith(arn + "/")
                        || resource.equals(arn + "*"));
    boolean actions =
        statements.stream()
            .flatMap(statement -> statement.actions().stream())
            .allMatch(action -> action.equals("*") || action.startsWith("s3:"));
    if (!within) {
      throw new MalformedPolicyException("Policy has invalid resource");
    }
    if (!actions) {
      throw new MalformedPolicyException("Policy has invalid action");
    }
  }

  /** Returns whether a statement denies the request. */
  public boolean denies(PolicyRequest request) {
    return statements.stream().anyMatch(it -> !it.allow() && it.appliesTo(request));
  }

  /** Returns whether a statement allows the request and none denies it. */
  public boolean allows(PolicyRequest request) {
    return statements.stream().anyMatch(it -> it.allow() && it.appliesTo(request))
        && !denies(request);
  }

  /** Returns whether a statement grants a permission to everyone. */
  public boolean isPublic() {
    return statements.stream().anyMatch(Statement::isPublic);
  }
}
