package dev.waybill.aws;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** System metadata of an S3 object by lower-case header name, without unset headers. */
public final class SystemHeaders {
  private final Map<String, String> headers = new HashMap<>();

  private SystemHeaders() {}

  public static Map<String, String> of(GetObjectResponse response) {
    return new SystemHeaders()
        .put("content-type", response.contentType())
        .put("content-encoding", response.contentEncoding())
        .put("content-language", response.contentLanguage())
        .put("content-disposition", response.contentDisposition())
        .put("cache-control", response.cacheControl())
        .put("expires", response.expiresString())
        .put("website-redirect-location", response.websiteRedirectLocation())
        .put("storage-class", response.storageClassAsString())
        .headers;
  }

  public static Map<String, String> of(HeadObjectResponse response) {
    return new SystemHeaders()
        .put("content-type", response.contentType())
        .put("content-encoding", response.contentEncoding())
        .put("content-language", response.contentLanguage())
        .put("content-disposition", response.contentDisposition())
        .put("cache-control", response.cacheControl())
        .put("expires", response.expiresString())
        .put("website-redirect-location", response.websiteRedirectLocation())
        .put("storage-class", response.storageClassAsString())
        .headers;
  }

  private SystemHeaders put(String name, @Nullable String value) {
    if (value != null) {
      headers.put(name, value);
    }
    return this;
  }
}
