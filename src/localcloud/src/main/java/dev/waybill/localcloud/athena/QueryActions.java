package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.athena.QueryExecutions.Started;
import dev.waybill.localcloud.service.JsonCall;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Athena actions on query executions. */
final class QueryActions {
  private static final int MAX_LISTED = 50;

  private final QueryRequests requests;
  private final QueryRunner runner;
  private final ResultPages pages;
  private final Clock clock;
  private final QueryExecutions executions = new QueryExecutions();
  private final QueryExecutionJson json;

  QueryActions(QueryRequests requests, QueryRunner runner, ResultPages pages, Clock clock) {
    this.requests = requests;
    this.runner = runner;
    this.pages = pages;
    this.clock = clock;
    this.json = new QueryExecutionJson(clock);
  }

  Map<String, Function<JsonCall, ObjectNode>> actions() {
    return Map.of(
        "StartQueryExecution", this::start,
        "GetQueryExecution", this::get,
        "BatchGetQueryExecution", this::batch,
        "ListQueryExecutions", this::list,
        "StopQueryExecution", this::stop,
        "GetQueryResults", call -> pages.page(call, existing(call)));
  }

  private ObjectNode start(JsonCall call) {
    String token = requests.token(call);
    QueryRequest request = requests.read(call);
    String kind = requests.kind(call, request);
    Started started =
        executions.start(
            token, () -> new QueryExecution(UUID.randomUUID().toString(), request, kind, clock));
    QueryExecution execution = started.execution();
    if (!execution.request().isSame(request)) {
      throw call.invalidInput("Idempotent parameters do not match");
    }
    if (started.fresh()) {
      runner.submit(execution);
    }
    return JsonCall.newAnswer().put("QueryExecutionId", execution.id());
  }

  private QueryExecution existing(JsonCall call) {
    String id = call.text("QueryExecutionId");
    return executions.find(id).orElseThrow(() -> call.invalidInput(notFound(id)));
  }

  private static String notFound(String id) {
    return "QueryExecution " + id + " was not found";
  }

  private ObjectNode get(JsonCall call) {
    ObjectNode answer = JsonCall.newAnswer();
    answer.set("QueryExecution", json.of(existing(call)));
    return answer;
  }

  private ObjectNode batch(JsonCall call) {
    JsonNode ids = call.input().path("QueryExecutionIds");
    if (!ids.isArray() || ids.isEmpty() || ids.size() > MAX_LISTED) {
      throw call.invalidInput("QueryExecutionIds must have 1 to " + MAX_LISTED + " ids");
    }
    ObjectNode answer = JsonCall.newAnswer();
    ArrayNode found = answer.putArray("QueryExecutions");
    ArrayNode unprocessed = answer.putArray("UnprocessedQueryExecutionIds");
    for (JsonNode id : ids) {
      Optional<QueryExecution> execution = executions.find(id.asText());
      if (execution.isPresent()) {
        found.add(json.of(execution.get()));
      } else {
        unprocessed
            .addObject()
            .put("QueryExecutionId", id.asText())
            .put("ErrorCode", "INVALID_INPUT")
            .put("ErrorMessage", notFound(id.asText()));
      }
    }
    return answer;
  }

  /** Lists ids in pages. The token of the next page is the last id of the current page. */
  private ObjectNode list(JsonCall call) {
    String workgroup = call.optional("WorkGroup").orElse(WorkGroups.PRIMARY);
    int size = call.number("MaxResults", 0, MAX_LISTED, MAX_LISTED);
    List<String> ids = executions.of(workgroup).stream().map(QueryExecution::id).toList();
    int from = call.optional("NextToken").map(last -> indexAfter(call, ids, last)).orElse(0);
    List<String> page = ids.subList(from, Math.min(from + Math.max(size, 1), ids.size()));
    ObjectNode answer = JsonCall.newAnswer();
    ArrayNode listed = answer.putArray("QueryExecutionIds");
    page.forEach(listed::add);
    if (from + page.size() < ids.size()) {
      answer.put("NextToken", page.get(page.size() - 1));
    }
    return answer;
  }

  private static int indexAfter(JsonCall call, List<String> ids, String last) {
    if (!ids.contains(last)) {
      throw call.invalidInput("NextToken is not a token of this list");
    }
    return ids.indexOf(last) + 1;
  }

  private ObjectNode stop(JsonCall call) {
    boolean unused = existing(call).cancel("Query cancelled by user");
    return JsonCall.newAnswer();
  }
}
