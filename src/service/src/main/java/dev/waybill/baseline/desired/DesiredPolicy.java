package dev.waybill.baseline.desired;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.baseline.control.UnmanagedResourceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Policy document that may contain statements of others besides Waybill's. */
public record DesiredPolicy(List<JsonNode> statements) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION = "2012-10-17";

  /** Condition keys that limit a statement to a role, a trail or a bucket. */
  private static final Set<String> SCOPES = Set.of("aws:PrincipalArn", "aws:SourceArn");

  public DesiredPolicy {
    statements = List.copyOf(statements);
  }

  public static DesiredPolicy of(Collection<DesiredStatement> desired) {
    return new DesiredPolicy(desired.stream().map(it -> (JsonNode) it.json()).toList());
  }

  /**
   * Parses a policy document.
   *
   * @param text document; null or empty when there is no policy
   * @throws UnmanagedResourceException when the text is not JSON
   */
  public static DesiredPolicy parse(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return new DesiredPolicy(List.of());
    }
    JsonNode statement = parseJson(text).path("Statement");
    return new DesiredPolicy(
        statement.isArray()
            ? StreamSupport.stream(statement.spliterator(), false).toList()
            : List.of(statement));
  }

  /**
   * Parses a policy that AWS returned.
   *
   * @throws UnmanagedResourceException when the text is not JSON, because Waybill did not write it
   */
  public static JsonNode parseJson(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UnmanagedResourceException("the present policy is not JSON", e);
    }
  }

  /** Returns the Sids of desired statements that are missing or different, and of outdated ones. */
  public List<String> differingSids(Collection<DesiredStatement> desired) {
    Set<String> sids = new TreeSet<>(desired.stream().map(DesiredStatement::sid).toList());
    Stream<String> missing =
        desired.stream()
            .filter(it -> statements.stream().noneMatch(present -> isSame(it.json(), present)))
            .map(DesiredStatement::sid);
    Stream<String> outdated =
        statements.stream()
            .map(it -> it.path("Sid").asText())
            .filter(it -> it.startsWith(DesiredStatement.SID_PREFIX) && !sids.contains(it));
    return Stream.concat(missing, outdated).toList();
  }

  /** Returns the statements of others with the desired ones in place of all earlier ones. */
  public DesiredPolicy with(Collection<DesiredStatement> desired) {
    Predicate<JsonNode> ofOthers =
        it -> !it.path("Sid").asText().startsWith(DesiredStatement.SID_PREFIX);
    List<JsonNode> merged = new ArrayList<>(statements.stream().filter(ofOthers).toList());
    desired.forEach(it -> merged.add(it.json()));
    return new DesiredPolicy(merged);
  }

  public DesiredPolicy without(Collection<JsonNode> unwanted) {
    return new DesiredPolicy(statements.stream().filter(it -> !unwanted.contains(it)).toList());
  }

  /**
   * Returns the ARNs of roles, trails and buckets that Waybill's present statements name and the
   * desired ones do not: those of another deployment, or of earlier settings.
   */
  public List<String> arnsBeyond(Collection<DesiredStatement> desired) {
    Set<String> arns = new TreeSet<>();
    statements.stream()
        .filter(it -> it.path("Sid").asText().startsWith(DesiredStatement.SID_PREFIX))
        .forEach(it -> arns.addAll(arns(it)));
    desired.forEach(it -> arns.removeAll(arns(it.json())));
    return List.copyOf(arns);
  }

  private static List<String> arns(JsonNode statement) {
    return statement.path("Condition").properties().stream()
        .flatMap(operator -> operator.getValue().properties().stream())
        .filter(it -> SCOPES.contains(it.getKey()))
        .flatMap(it -> values(it.getValue()))
        .map(JsonNode::asText)
        .filter(it -> it.startsWith("arn:"))
        .toList();
  }

  private static Stream<JsonNode> values(JsonNode node) {
    return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
  }

  public ObjectNode json() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("Version", VERSION);
    ArrayNode array = document.putArray("Statement");
    statements.forEach(array::add);
    return document;
  }

  public String text() {
    return json().toString();
  }

  /** Compares statements like IAM: a string equals a list of one, and order is irrelevant. */
  public static boolean isSame(JsonNode a, JsonNode b) {
    return normalized(a).equals(normalized(b));
  }

  private static Object normalized(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> fields = new TreeMap<>();
      node.properties().forEach(it -> fields.put(it.getKey(), normalized(it.getValue())));
      return fields;
    }
    return new TreeSet<>(values(node).map(JsonNode::asText).toList());
  }
}
