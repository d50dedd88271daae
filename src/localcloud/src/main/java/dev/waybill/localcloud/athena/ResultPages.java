package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.athena.QueryExecution.Progress;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Action GetQueryResults, which reads a result file from its bucket in pages. A token contains the
 * byte offset of the next page.
 */
record ResultPages(ObjectStore store) {
  private static final int MAX_PAGE_SIZE = 1000;

  ObjectNode page(JsonCall call, QueryExecution execution) {
    Progress progress = execution.progress();
    requireSuccess(call, progress);
    int size = call.number("MaxResults", 1, MAX_PAGE_SIZE, MAX_PAGE_SIZE);
    ObjectNode answer = JsonCall.newAnswer().put("UpdateCount", 0);
    ObjectNode set = answer.putObject("ResultSet");
    ArrayNode rows = set.putArray("Rows");
    boolean csv = progress.kind().equals("DML");
    long next = read(call, execution, csv, size, rows);
    ResultMetadata.write(
        progress.columns(), set.putObject("ResultSetMetadata").putArray("ColumnInfo"));
    if (next >= 0) {
      answer.put("NextToken", execution.id() + ":" + next);
    }
    return answer;
  }

  private static void requireSuccess(JsonCall call, Progress progress) {
    switch (progress.state()) {
      case QUEUED, RUNNING ->
          throw call.invalidInput(
              "Query has not yet finished. Current state: " + progress.state().name());
      case FAILED, CANCELLED ->
          throw call.invalidInput(
              "Query did not finish successfully. Final query state: " + progress.state().name());
      case SUCCEEDED -> {}
    }
  }

  /** Reads one page. Returns the offset of the next page, or -1 if there is none. */
  private long read(
      JsonCall call, QueryExecution execution, boolean csv, int size, ArrayNode rows) {
    long from = offset(call, execution);
    S3Uri location = execution.result();
    try (ResultReader reader = new ResultReader(open(call, location, from), csv)) {
      for (int i = 0; i < size; i++) {
        List<@Nullable String> row = reader.next();
        if (row == null) {
          return -1;
        }
        write(row, rows.addObject().putArray("Data"));
      }
      long next = from + reader.position();
      return reader.next() == null ? -1 : next;
    } catch (IOException e) {
      throw call.invalidInput("Reading the result in " + location + " failed");
    }
  }

  private static void write(List<@Nullable String> row, ArrayNode data) {
    for (String value : row) {
      ObjectNode datum = data.addObject();
      if (value != null) {
        datum.put("VarCharValue", value);
      }
    }
  }

  private static long offset(JsonCall call, QueryExecution execution) {
    Optional<String> token = call.optional("NextToken");
    String prefix = execution.id() + ":";
    if (token.isEmpty()) {
      return 0;
    }
    if (!token.get().startsWith(prefix) || !token.get().matches(".*:\\d{1,18}")) {
      throw call.invalidInput("NextToken is not a token of this query");
    }
    return Long.parseLong(token.get().substring(prefix.length()));
  }

  private InputStream open(JsonCall call, S3Uri location, long from) {
    try {
      Bucket bucket = store.bucket(location.bucket());
      StoredVersion version = bucket.find(location.key(), null);
      if (version != null && !version.deleteMarker() && from <= version.size()) {
        return bucket.read(version, from, version.size() - from);
      }
    } catch (StoreException missing) {
      // Reported below, together with a missing object.
    }
    throw call.invalidInput("Could not find results in " + location);
  }
}
