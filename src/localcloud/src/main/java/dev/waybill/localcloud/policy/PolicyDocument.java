package dev.waybill.localcloud.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A resource-based policy, all of which can be judged. */
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
   * Reads a policy.
   *
   * @throws MalformedPolicy when it is none, or says what is not judged here
   */
  public static PolicyDocument parse(String text) {
    JsonNode policy = object(text);
    policy
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!MEMBERS.contains(name)) {
                throw new MalformedPolicy("Unknown field " + name);
              }
            });
    if (policy.has("Version") && !VERSIONS.contains(policy.path("Version").asText())) {
      throw new MalformedPolicy("The policy must contain a valid version string");
    }
    List<Statement> statements = new ArrayList<>();
    JsonNode all = policy.path("Statement");
    if (all.isObject()) {
      statements.add(Statement.of(all));
    } else {
      all.forEach(each -> statements.add(Statement.of(each)));
    }
    if (statements.isEmpty()) {
      throw new MalformedPolicy("Missing required field Statement");
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
      // Refused below, like JSON that is no object.
    }
    throw new MalformedPolicy("Policies must be valid JSON and the first byte must be '{'");
  }

  /**
   * Looks whether everything it is about lies in a bucket.
   *
   * @throws MalformedPolicy when something does not
   */
  public void requireIn(String bucket) {
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
      throw new MalformedPolicy("Policy has invalid resource");
    }
    if (!actions) {
      throw new MalformedPolicy("Policy has invalid action");
    }
  }

  /** Whether a statement denies it. */
  public boolean denies(PolicyRequest request) {
    return statements.stream().anyMatch(it -> !it.allow() && it.isAbout(request));
  }

  /** Whether a statement allows it and none denies it. */
  public boolean allows(PolicyRequest request) {
    return statements.stream().anyMatch(it -> it.allow() && it.isAbout(request))
        && !denies(request);
  }

  /** Whether it gives everyone something. */
  public boolean isPublic() {
    return statements.stream().anyMatch(Statement::isPublic);
  }
}
