package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waybill.localcloud.athena.bridge.Analysis;
import dev.waybill.localcloud.athena.bridge.ResultColumn;
import dev.waybill.localcloud.athena.bridge.RowSink;
import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.NewVersion;
import dev.waybill.localcloud.store.StagedContent;
import dev.waybill.localcloud.store.WriteCondition;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Result file of a query: Athena's CSV for a query, plain lines for other statements. Rows are
 * written as they arrive. The object appears in its bucket only when the file is complete. Not
 * thread-safe.
 */
final class ResultFile implements RowSink {
  private static final int BUFFER = 1 << 16;

  private final QueryExecution execution;
  private final Bucket bucket;
  private final StagedContent content;
  private final MessageDigest md5 = md5();
  private final OutputStream out;
  private boolean csv;

  ResultFile(QueryExecution execution, Bucket bucket) {
    this.execution = execution;
    this.bucket = bucket;
    this.content = bucket.stage();
    this.out = new BufferedOutputStream(new DigestOutputStream(content, md5), BUFFER);
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void begin(Analysis analysis) {
    execution.setColumns(analysis.columns());
    csv = analysis.kind().equals("DML");
    if (csv) {
      row(analysis.columns().stream().<@Nullable String>map(ResultColumn::name).toList());
    }
  }

  @Override
  public void row(List<@Nullable String> values) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      line.append(i == 0 ? "" : csv ? "," : "\t").append(field(values.get(i)));
    }
    write(line.append('\n').toString());
  }

  /** Returns a field. An empty text is quoted because an unquoted empty field is NULL. */
  private String field(@Nullable String value) {
    if (value == null) {
      return "";
    }
    return csv ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }

  /** Writes a line of output that is not a row. */
  void line(String text) {
    write(text + "\n");
  }

  private void write(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts the complete result and the metadata of its columns into the bucket. */
  void put(Map<String, String> encryption) throws IOException {
    out.close();
    put("", content, md5.digest(), csv ? "text/csv" : "text/plain", encryption);
    ArrayNode columns = JsonNodeFactory.instance.arrayNode();
    ResultMetadata.write(execution.progress().columns(), columns);
    byte[] bytes = columns.toString().getBytes(StandardCharsets.UTF_8);
    StagedContent metadata = bucket.stage();
    try (metadata) {
      metadata.write(bytes);
    }
    put(".metadata", metadata, md5().digest(bytes), "application/json", encryption);
  }

  private void put(
      String suffix, StagedContent from, byte[] hash, String type, Map<String, String> encryption) {
    Map<String, String> headers = new LinkedHashMap<>(encryption);
    headers.put("content-type", type);
    NewVersion version =
        new NewVersion(
            execution.result().key() + suffix,
            from,
            HexFormat.of().formatHex(hash),
            Map.of(),
            null,
            headers,
            Map.of(),
            Map.of(),
            null,
            false);
    bucket.put(version, WriteCondition.NONE, null);
  }

  /** Discards the written content. */
  void discard() {
    content.discard();
  }
}
