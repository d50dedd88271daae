package dev.waybill.localcloud.batch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.ServiceAccess;
import dev.waybill.localcloud.service.ServiceAccess.Origin;
import dev.waybill.localcloud.service.ServiceLog;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.QueryError;
import dev.waybill.localcloud.wire.RequestAuthenticator;
import dev.waybill.localcloud.wire.SigV4;
import dev.waybill.localcloud.wire.SignedRequest;
import dev.waybill.localcloud.wire.XmlReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** HTTP handler of the jobs of S3 Control, at the path {@code /v20180820/jobs}. */
public final class BatchJobHandler extends Handler.Abstract {
  private static final String PATH = "/v20180820/jobs";
  private static final String ACCOUNT = "x-amz-account-id";
  private static final int MAX_RESULTS = 1000;

  private final BatchJobs jobs;
  private final RequestAuthenticator signIn;
  private final JobXml xml;
  private final ServiceLog log;
  private final Clock clock;

  public BatchJobHandler(
      BatchJobs jobs,
      RequestAuthenticator signIn,
      String account,
      String region,
      ServiceLog log,
      Clock clock) {
    this.jobs = jobs;
    this.signIn = signIn;
    this.xml = new JobXml(account, region);
    this.log = log;
    this.clock = clock;
  }

  /** Returns true for a request to S3 Control, which no request to S3 resembles. */
  public static boolean isTarget(Request request) {
    return request.getHttpURI().getPath().startsWith(PATH)
        && request.getHeaders().get(ACCOUNT) != null;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    byte[] body = BufferUtil.toArray(Content.Source.asByteBuffer(request));
    String id = UUID.randomUUID().toString();
    response.getHeaders().put("x-amz-request-id", id);
    try {
      String signer = signIn.require(SignedRequest.of(request), body).accessKeyId();
      if (!xml.account().equals(request.getHeaders().get(ACCOUNT))) {
        throw new QueryError(403, "AccessDenied", "Access Denied");
      }
      write(response, callback, 200, answer(request, body, signer, id));
    } catch (QueryError error) {
      write(response, callback, error.status(), error.xml(id).getBytes(StandardCharsets.UTF_8));
    }
    return true;
  }

  private byte[] answer(Request request, byte[] body, String signer, String id) {
    String operation = operation(request);
    String agent = Objects.requireNonNullElse(request.getHeaders().get("User-Agent"), "");
    Origin origin = new Origin(signer, Request.getRemoteAddr(request), agent, id, clock.instant());
    ServiceLog.Entry entry = log.begin();
    try {
      byte[] answer = invoke(operation, request, body);
      entry.record(access(operation, request, null, origin));
      return answer;
    } catch (QueryError error) {
      entry.record(access(operation, request, error, origin));
      throw error;
    }
  }

  private static String operation(Request request) {
    String rest = request.getHttpURI().getPath().substring(PATH.length());
    String form = rest.endsWith("/status") ? "/*/status" : rest.replaceAll("[^/]+", "*");
    return switch (request.getMethod() + " " + form) {
      case "POST " -> "CreateJob";
      case "GET " -> "ListJobs";
      case "GET /*" -> "DescribeJob";
      case "POST /*/status" -> "UpdateJobStatus";
      default ->
          throw new QueryError(
              501, "NotImplemented", "The local cloud does not support this operation");
    };
  }

  private byte[] invoke(String operation, Request request, byte[] body) {
    Map<String, String> query = SigV4.query(request.getHttpURI().getQuery());
    return switch (operation) {
      case "CreateJob" -> xml.created(jobs.create(JobRequest.parse(document(body))));
      case "ListJobs" -> list(query);
      case "DescribeJob" -> xml.described(jobs.get(id(request)));
      default ->
          xml.updated(
              jobs.update(
                  id(request),
                  query.getOrDefault("requestedJobStatus", ""),
                  query.get("statusUpdateReason")));
    };
  }

  private static XmlReader document(byte[] body) {
    try {
      return XmlReader.parse(body);
    } catch (StoreException e) {
      throw new QueryError(400, "InvalidRequest", String.valueOf(e.getMessage()));
    }
  }

  private static String id(Request request) {
    return request.getHttpURI().getPath().split("/", -1)[3];
  }

  private byte[] list(Map<String, String> query) {
    List<String> wanted = Arrays.asList(query.getOrDefault("jobStatuses", "").split(",", -1));
    String after = query.getOrDefault("nextToken", "");
    int limit = Integer.parseInt(query.getOrDefault("maxResults", "" + MAX_RESULTS));
    List<BatchJob> found =
        jobs.all().stream()
            .filter(it -> it.id().compareTo(after) > 0)
            .filter(it -> !query.containsKey("jobStatuses") || wanted.contains(it.status().label()))
            .toList();
    List<BatchJob> page = found.subList(0, Math.min(limit, found.size()));
    return xml.listed(page, found.size() > limit ? page.get(limit - 1).id() : null);
  }

  private static ServiceAccess access(
      String operation, Request request, @Nullable QueryError error, Origin origin) {
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    if (!operation.equals("CreateJob") && !operation.equals("ListJobs")) {
      parameters.put("jobId", id(request));
    }
    return new ServiceAccess(
        "s3.amazonaws.com",
        operation,
        operation.equals("DescribeJob") || operation.equals("ListJobs"),
        parameters,
        null,
        error == null ? null : error.code(),
        error == null ? null : error.getMessage(),
        origin);
  }

  private static void write(Response response, Callback callback, int status, byte[] document) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
    response.write(true, ByteBuffer.wrap(document), callback);
  }
}
