// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.s3;

import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.files.content.ObjectUpload;
import dev.foundation.api.files.transfer.Uninterrupted;
import dev.foundation.api.tenant.TenantResources;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** One object on its way to S3: a single put when it is one part, a multipart upload otherwise. */
final class S3ObjectUpload implements ObjectUpload {

  private static final Logger LOG = LoggerFactory.getLogger(S3ObjectUpload.class);
  private static final String OPAQUE = "application/octet-stream";

  private final S3Client s3;
  private final TenantResources resources;
  private final String key;
  private final List<CompletedPart> parts = new ArrayList<>();
  private @Nullable String uploadId;
  private boolean finishing;
  private boolean finished;

  S3ObjectUpload(S3Client s3, TenantResources resources, String key) {
    this.s3 = s3;
    this.resources = resources;
    this.key = key;
  }

  @Override
  public void part(byte[] bytes, int length) {
    AwsFailures.translated(() -> sendPart(bytes, length));
  }

  private int sendPart(byte[] bytes, int length) {
    if (uploadId == null) {
      uploadId = begin();
    }
    send(uploadId, bytes, length);
    return parts.size();
  }

  @Override
  public void finish(byte[] bytes, int length) {
    finished = AwsFailures.translated(() -> sendLast(bytes, length));
  }

  private boolean sendLast(byte[] bytes, int length) {
    if (uploadId == null) {
      finishing = true;
      put(bytes, length);
    } else {
      send(uploadId, bytes, length);
      finishing = true;
      complete(uploadId);
    }
    return true;
  }

  private String begin() {
    return s3.createMultipartUpload(request ->
            request
                .bucket(resources.bucketName())
                .expectedBucketOwner(resources.account())
                .key(key)
                .contentType(OPAQUE))
        .uploadId();
  }

  private void send(String upload, byte[] bytes, int length) {
    int number = parts.size() + 1;
    String etag =
        s3.uploadPart(
                request ->
                    request
                        .bucket(resources.bucketName())
                        .expectedBucketOwner(resources.account())
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number),
                body(bytes, length))
            .eTag();
    parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
  }

  private void complete(String upload) {
    s3.completeMultipartUpload(request ->
        request
            .bucket(resources.bucketName())
            .expectedBucketOwner(resources.account())
            .key(key)
            .uploadId(upload)
            .multipartUpload(all -> all.parts(parts)));
  }

  private void put(byte[] bytes, int length) {
    s3.putObject(
        request ->
            request
                .bucket(resources.bucketName())
                .expectedBucketOwner(resources.account())
                .key(key)
                .contentType(OPAQUE),
        body(bytes, length));
  }

  /** Not {@code fromBytes}, which copies the whole part. */
  private static RequestBody body(byte[] bytes, int length) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(bytes, 0, length), length, OPAQUE);
  }

  @Override
  public void close() {
    if (!finished) {
      Uninterrupted.run(this::giveUp);
    }
  }

  private void giveUp() {
    if (uploadId != null) {
      withoutFail("abortMultipartUpload", this::abort);
    }
    if (finishing) {
      // The failed call may have reached S3 all the same.
      withoutFail("deleteObject", this::delete);
    }
  }

  private void abort() {
    s3.abortMultipartUpload(request ->
        request
            .bucket(resources.bucketName())
            .expectedBucketOwner(resources.account())
            .key(key)
            .uploadId(uploadId));
  }

  private void delete() {
    s3.deleteObject(request ->
        request.bucket(resources.bucketName()).expectedBucketOwner(resources.account()).key(key));
  }

  /** What failed first is what the caller must hear of. */
  private void withoutFail(String action, Runnable call) {
    try {
      call.run();
    } catch (SdkException e) {
      LOG.atWarn()
          .addKeyValue("bucket", resources.bucketName())
          .addKeyValue("action", action)
          .log("cleaning up an upload failed: {}", e.getClass().getSimpleName());
    }
  }
}
