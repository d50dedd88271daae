package dev.waybill.aws;

import dev.waybill.model.NamedThreads;
import dev.waybill.promotion.CopyJudge;
import dev.waybill.promotion.CopyPlan;
import dev.waybill.promotion.CopyResult;
import dev.waybill.promotion.Destination;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PartDigests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;

/**
 * Copy of an object that is too large for one request, in parallel parts. Each part is pinned to
 * the hashed version and compared with its digest before the copy becomes visible.
 *
 * <p>Uses the SDK, because camel-aws2-s3 cannot copy parts.
 */
public final class PartCopy implements AutoCloseable {
  private final S3Client s3;
  private final UnsignedUpload unsigned;
  private final ExecutorService copiers;

  /**
   * @param unsigned start of uploads whose headers cannot be signed
   * @param parallelParts number of parts copied in parallel
   */
  public PartCopy(S3Client s3, UnsignedUpload unsigned, int parallelParts) {
    this.s3 = s3;
    this.unsigned = unsigned;
    this.copiers = Executors.newFixedThreadPool(parallelParts, new NamedThreads("part-copy"));
  }

  /**
   * Copies an object.
   *
   * @param plan plan with the digests of the parts
   * @return S3's response to the completion
   * @throws software.amazon.awssdk.services.s3.model.S3Exception 412 when the destination is not as
   *     expected
   */
  CopyResult copy(CopyPlan plan) {
    Destination to = plan.destination();
    String replaced = plan.replacedETag();
    String upload = begin(plan);
    CompleteMultipartUploadResponse response;
    try {
      List<CompletedPart> parts = copyParts(plan, upload);
      response =
          s3.completeMultipartUpload(
              complete -> {
                complete.bucket(to.bucket()).key(to.key()).uploadId(upload);
                complete.multipartUpload(list -> list.parts(parts));
                complete.ifNoneMatch(replaced == null ? "*" : null).ifMatch(replaced);
              });
    } catch (RuntimeException e) {
      abort(to, upload, e);
      throw e;
    }
    return ObjectResponses.copyResult(
        response.checksumSHA256() == null ? withChecksum(response, to) : response);
  }

  /**
   * Reads the checksum of the copy, because some S3 implementations omit it in the response to the
   * completion.
   */
  private CompleteMultipartUploadResponse withChecksum(
      CompleteMultipartUploadResponse response, Destination to) {
    return new RawObjects(s3)
        .head(to.bucket(), to.key(), response.versionId())
        .map(head -> response.toBuilder().checksumSHA256(head.checksumSHA256()).build())
        .orElse(response);
  }

  private void abort(Destination to, String upload, RuntimeException reason) {
    try {
      s3.abortMultipartUpload(abort -> abort.bucket(to.bucket()).key(to.key()).uploadId(upload));
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  /** Begins the upload; only a header that cannot be signed needs another client. */
  private String begin(CopyPlan plan) {
    CreateMultipartUploadRequest request =
        UploadRequests.create(plan, new RawObjects(s3).tagSet(plan.source()));
    Map<String, String> headers = UploadRequests.unsigned(plan);
    return (headers.isEmpty()
            ? s3.createMultipartUpload(request)
            : unsigned.begin(request, headers))
        .uploadId();
  }

  /** Copies all parts. Throws the first failure, but only when no part is running any more. */
  private List<CompletedPart> copyParts(CopyPlan plan, String upload) {
    PartDigests digests = Objects.requireNonNull(plan.parts(), "part digests");
    AtomicBoolean failed = new AtomicBoolean();
    List<Future<CompletedPart>> copies = new ArrayList<>();
    for (int index = 0; index < digests.digests().size(); index++) {
      int part = index;
      copies.add(copiers.submit(() -> copyPart(plan, upload, part, digests.partSize(), failed)));
    }
    return collect(copies);
  }

  private static List<CompletedPart> collect(List<Future<CompletedPart>> copies) {
    List<CompletedPart> completed = new ArrayList<>();
    RuntimeException first = null;
    for (Future<CompletedPart> part : copies) {
      try {
        completed.add(await(part));
      } catch (RuntimeException e) {
        first = first == null || first instanceof CancellationException ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
    return completed;
  }

  private CompletedPart copyPart(
      CopyPlan plan, String upload, int index, long partSize, AtomicBoolean failed) {
    if (failed.get()) {
      throw new CancellationException("another part failed");
    }
    try {
      return copyPart(plan, upload, index, partSize);
    } catch (RuntimeException e) {
      failed.set(true);
      throw e;
    }
  }

  private CompletedPart copyPart(CopyPlan plan, String upload, int index, long partSize) {
    long first = index * partSize;
    long last = Math.min(first + partSize, plan.size()) - 1;
    ObjectVersion from = plan.source();
    Destination to = plan.destination();
    CopyPartResult result =
        s3.uploadPartCopy(
                copy ->
                    copy.sourceBucket(from.bucket())
                        .sourceKey(from.key())
                        .sourceVersionId(from.versionId())
                        .copySourceIfMatch(plan.eTag())
                        .copySourceRange("bytes=" + first + "-" + last)
                        .destinationBucket(to.bucket())
                        .destinationKey(to.key())
                        .uploadId(upload)
                        .partNumber(index + 1))
            .copyPartResult();
    CopyJudge.judgePart(plan, index, result.checksumSHA256());
    return CompletedPart.builder()
        .partNumber(index + 1)
        .eTag(result.eTag())
        .checksumSHA256(result.checksumSHA256())
        .build();
  }

  private static CompletedPart await(Future<CompletedPart> part) {
    try {
      return part.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("copy of a part failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while copying parts", e);
    }
  }

  @Override
  public void close() {
    copiers.shutdownNow();
  }
}
