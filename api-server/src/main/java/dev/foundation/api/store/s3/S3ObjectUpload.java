// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.s3;

import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.files.content.ObjectUpload;
import dev.foundation.api.files.content.PartStore.Growing;
import dev.foundation.api.files.content.PartStore.Part;
import dev.foundation.api.files.transfer.Uninterrupted;
import dev.foundation.api.tenant.TenantResources;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** One object on its way to S3: a single put when it is one part, a multipart upload otherwise. */
final class S3ObjectUpload implements ObjectUpload {

  private static final Logger LOG = LoggerFactory.getLogger(S3ObjectUpload.class);

  private final S3Client s3;
  private final TenantResources resources;
  private final String key;
  private final List<Part> parts = new ArrayList<>();
  private @Nullable Growing growing;
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
    if (growing == null) {
      growing = new Growing(key, MultipartCalls.begin(s3, resources, key));
    }
    send(growing, bytes, length);
    return parts.size();
  }

  @Override
  public void finish(byte[] bytes, int length) {
    finished = AwsFailures.translated(() -> sendLast(bytes, length));
  }

  private boolean sendLast(byte[] bytes, int length) {
    if (growing == null) {
      finishing = true;
      put(bytes, length);
    } else {
      send(growing, bytes, length);
      finishing = true;
      MultipartCalls.complete(s3, resources, growing, parts);
    }
    return true;
  }

  private void send(Growing upload, byte[] bytes, int length) {
    int number = parts.size() + 1;
    parts.add(MultipartCalls.put(s3, resources, upload, number, S3Bodies.of(bytes, length)));
  }

  private void put(byte[] bytes, int length) {
    s3.putObject(
        request ->
            request
                .bucket(resources.bucketName())
                .expectedBucketOwner(resources.account())
                .key(key)
                .contentType(S3Bodies.OPAQUE),
        S3Bodies.of(bytes, length));
  }

  @Override
  public void close() {
    if (!finished) {
      Uninterrupted.run(this::giveUp);
    }
  }

  private void giveUp() {
    Growing upload = growing;
    if (upload != null) {
      withoutFail("abortMultipartUpload", () -> MultipartCalls.abort(s3, resources, upload));
    }
    if (finishing) {
      // The failed call may have reached S3 all the same.
      withoutFail("deleteObject", () -> Erasure.erase(s3, resources, key));
    }
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
