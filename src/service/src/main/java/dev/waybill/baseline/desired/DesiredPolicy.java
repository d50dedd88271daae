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

/** A policy document that may hold statements of others besides ours. */
public record DesiredPolicy(List<JsonNode> statements) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION = "2012-10-17";

  public DesiredPolicy {
    statements = List.copyOf(statements);
  }

  public static DesiredPolicy of(Collection<DesiredStatement> ours) {
    return new DesiredPolicy(ours.stream().map(it -> (JsonNode) it.json()).toList());
  }

  /**
   * Reads a document.
   *
   * @param text null or empty for none
   * @throws UnmanagedResourceException when it is no policy
   */
  public static DesiredPolicy parse(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return new DesiredPolicy(List.of());
    }
    JsonNode statement = read(text).path("Statement");
    return new DesiredPolicy(
        statement.isArray()
            ? StreamSupport.stream(statement.spliterator(), false).toList()
            : List.of(statement));
  }

  /** Parses a policy that AWS returned; text that is not JSON belongs to others. */
  public static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UnmanagedResourceException("the policy there is no JSON", e);
    }
  }

  /** The Sids of those of ours that are not in it as they should be, or no longer should be. */
  public List<String> differing(Collection<DesiredStatement> ours) {
    Set<String> sids = new TreeSet<>(ours.stream().map(DesiredStatement::sid).toList());
    Stream<String> missing =
        ours.stream()
            .filter(it -> statements.stream().noneMatch(there -> isSame(it.json(), there)))
            .map(DesiredStatement::sid);
    Stream<String> outdated =
        statements.stream()
            .map(it -> it.path("Sid").asText())
            .filter(it -> it.startsWith(DesiredStatement.OURS) && !sids.contains(it));
    return Stream.concat(missing, outdated).toList();
  }

  /** Those of others stay; ours take the place of all that ever were ours. */
  public DesiredPolicy with(Collection<DesiredStatement> ours) {
    Predicate<JsonNode> foreign = it -> !it.path("Sid").asText().startsWith(DesiredStatement.OURS);
    List<JsonNode> merged = new ArrayList<>(statements.stream().filter(foreign).toList());
    ours.forEach(it -> merged.add(it.json()));
    return new DesiredPolicy(merged);
  }

  public DesiredPolicy without(Collection<JsonNode> unwanted) {
    return new DesiredPolicy(statements.stream().filter(it -> !unwanted.contains(it)).toList());
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

  /** IAM takes a string for a list of one, and lists in any order. */
  public static boolean isSame(JsonNode a, JsonNode b) {
    return normal(a).equals(normal(b));
  }

  private static Object normal(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> fields = new TreeMap<>();
      node.properties().forEach(it -> fields.put(it.getKey(), normal(it.getValue())));
      return fields;
    }
    Stream<JsonNode> values =
        node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    return new TreeSet<>(values.map(JsonNode::asText).toList());
  }
}
