package dev.waybill.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.localcloud.OperationTable;
import dev.waybill.localcloud.store.ObjectStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the README lists exactly the operations that S3 requests are routed to. */
final class S3OperationTableTest {
  private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "POST", "DELETE");
  private static final Path ROUTES =
      Path.of("src/localcloud/src/main/java/dev/waybill/localcloud/s3/S3Routes.java");
  private static final Pattern SUB_RESOURCE = Pattern.compile("hasQuery\\(\"([^\"]+)\"\\)");

  /** Names of routes that reject every request, because S3 has no such operation or only ACLs. */
  private static final Set<String> ALWAYS_REJECTED =
      Set.of(
          "DeleteAccelerateConfiguration",
          "DeleteBucketAcl",
          "DeleteBucketLogging",
          "DeleteBucketNotification",
          "DeleteBucketRequestPayment",
          "DeleteBucketVersioning",
          "DeleteObjectAcl",
          "DeleteObjectLockConfiguration",
          "PutBucketAcl",
          "PutObjectAcl");

  /** Names of routes that respond like the read of the same sub-resource. */
  private static final Set<String> SAME_AS_READ =
      Set.of("DeleteObjectLegalHold", "DeleteObjectRetention");

  @TempDir Path data;

  @Test
  void readmeListsTheOperationsOfS3() throws IOException {
    Set<String> routed = new TreeSet<>();
    try (ObjectStore store = ObjectStore.open(data, Clock.systemUTC())) {
      S3Routes routes =
          new S3Routes(store, "000000000000", "us-east-1", (bucket, xml) -> xml, Clock.systemUTC());
      for (String method : METHODS) {
        for (String target : targets()) {
          routed.add(routes.of(call(method, target, HttpFields.EMPTY)).name());
          HttpFields copy = HttpFields.build().put(CopySource.HEADER, "/bucket/key").asImmutable();
          routed.add(routes.of(call(method, target, copy)).name());
        }
      }
    }
    routed.removeAll(METHODS);
    Set<String> expected = new TreeSet<>(OperationTable.operations("S3"));
    expected.addAll(ALWAYS_REJECTED);
    expected.addAll(SAME_AS_READ);
    assertThat(routed).isEqualTo(expected);
  }

  private static Set<String> targets() throws IOException {
    Set<String> subResources = new TreeSet<>(BucketConfigHandler.NAMES.keySet());
    Matcher matcher = SUB_RESOURCE.matcher(Files.readString(ROUTES));
    while (matcher.find()) {
      subResources.add(matcher.group(1));
    }
    // The id alone distinguishes one configuration from the list of all.
    subResources.add("inventory&id=one");
    Set<String> targets = new TreeSet<>();
    for (String path : List.of("/", "/bucket", "/bucket/key")) {
      targets.add(path);
      subResources.forEach(subResource -> targets.add(path + "?" + subResource));
    }
    return targets;
  }

  private static S3Call call(String method, String target, HttpFields headers) {
    HttpURI uri = HttpURI.from("http://127.0.0.1" + target);
    Request request =
        stub(
            Request.class,
            name ->
                switch (name) {
                  case "getMethod" -> method;
                  case "getHttpURI" -> uri;
                  case "getHeaders" -> headers;
                  default -> null;
                });
    S3Response response = new S3Response(stub(Response.class, name -> null), false);
    RequestContext context = new RequestContext(key -> key, unlimited(), Interceptor.NONE);
    return new S3Call(request, response, "id", S3Target.of(request), context);
  }

  private static Permissions unlimited() {
    return new Permissions(
        id -> {
          throw new AssertionError("routes are independent of the caller " + id);
        });
  }

  private static <T> T stub(Class<T> type, java.util.function.Function<String, Object> results) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> results.apply(method.getName())));
  }
}
