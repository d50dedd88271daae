package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.athena.Executions.Started;
import dev.waybill.localcloud.service.JsonCall;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Athena's actions on query executions. */
final class Queries {
  private static final int MOST_LISTED = 50;

  private final QueryRequests requests;
  private final QueryRunner runner;
  private final ResultPages pages;
  private final Clock clock;
  private final Executions executions = new Executions();
  private final ExecutionJson json;

  Queries(QueryRequests requests, QueryRunner runner, ResultPages pages, Clock clock) {
    this.requests = requests;
    this.runner = runner;
    this.pages = pages;
    this.clock = clock;
    this.json = new ExecutionJson(clock);
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
            token, () -> new Execution(UUID.randomUUID().toString(), request, kind, clock));
    Execution execution = started.execution();
    if (!execution.request().isSame(request)) {
      throw call.invalidInput("Idempotent parameters do not match");
    }
    if (started.fresh()) {
      runner.submit(execution);
    }
    return JsonCall.newAnswer().put("QueryExecutionId", execution.id());
  }

  private Execution existing(JsonCall call) {
    String id = call.text("QueryExecutionId");
    return executions.find(id).orElseThrow(() -> call.invalidInput(missing(id)));
  }

  private static String missing(String id) {
    return "QueryExecution " + id + " was not found";
  }

  private ObjectNode get(JsonCall call) {
    ObjectNode answer = JsonCall.newAnswer();
    answer.set("QueryExecution", json.of(existing(call)));
    return answer;
  }

  private ObjectNode batch(JsonCall call) {
    JsonNode ids = call.input().path("QueryExecutionIds");
    if (!ids.isArray() || ids.isEmpty() || ids.size() > MOST_LISTED) {
      throw call.invalidInput("QueryExecutionIds holds 1 to " + MOST_LISTED + " ids");
    }
    ObjectNode answer = JsonCall.newAnswer();
    ArrayNode found = answer.putArray("QueryExecutions");
    ArrayNode others = answer.putArray("UnprocessedQueryExecutionIds");
    for (JsonNode id : ids) {
      Optional<Execution> execution = executions.find(id.asText());
      if (execution.isPresent()) {
        found.add(json.of(execution.get()));
      } else {
        others
            .addObject()
            .put("QueryExecutionId", id.asText())
            .put("ErrorCode", "INVALID_INPUT")
            .put("ErrorMessage", missing(id.asText()));
      }
    }
    return answer;
  }

  /** A token is the last id told. */
  private ObjectNode list(JsonCall call) {
    String workgroup = call.optional("WorkGroup").orElse(WorkGroups.PRIMARY);
    int size = call.number("MaxResults", 0, MOST_LISTED, MOST_LISTED);
    List<String> ids = executions.of(workgroup).stream().map(Execution::id).toList();
    int from = call.optional("NextToken").map(last -> after(call, ids, last)).orElse(0);
    List<String> page = ids.subList(from, Math.min(from + Math.max(size, 1), ids.size()));
    ObjectNode answer = JsonCall.newAnswer();
    ArrayNode told = answer.putArray("QueryExecutionIds");
    page.forEach(told::add);
    if (from + page.size() < ids.size()) {
      answer.put("NextToken", page.get(page.size() - 1));
    }
    return answer;
  }

  private static int after(JsonCall call, List<String> ids, String last) {
    if (!ids.contains(last)) {
      throw call.invalidInput("NextToken is none of this list's");
    }
    return ids.indexOf(last) + 1;
  }

  private ObjectNode stop(JsonCall call) {
    boolean unused = existing(call).cancelled("Query cancelled by user");
    return JsonCall.newAnswer();
  }
}
