// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.files.publishing.Precondition;
import dev.foundation.api.files.transfer.ContentDigest;
import dev.foundation.api.files.upload.Upload;
import dev.foundation.api.files.upload.UploadCompletion;
import dev.foundation.api.files.upload.UploadService;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.Call;
import dev.foundation.api.operation.Conditions;
import dev.foundation.api.tenant.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalInt;

/** The operations that move a file's content in parts. */
final class UploadOperations {

  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;

  private final UploadService uploads;
  private final UploadCompletion completion;

  UploadOperations(UploadService uploads, UploadCompletion completion) {
    this.uploads = uploads;
    this.completion = completion;
  }

  /** {@code {size, partSize}} to 201 with the id and the parts that are awaited. */
  Answer createUpload(Call call) {
    JsonNode body = call.json();
    JsonNode partSize = body.path("partSize");
    Tenant tenant = call.tenant();
    Upload upload =
        uploads.create(
            tenant,
            call.path("fileId"),
            body.path("size").asLong(),
            partSize.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(partSize.asInt()),
            call.header("Idempotency-Key"));
    return Answer.json(CREATED, FileView.Upload.of(new UploadService.Progress(upload, List.of())))
        .with(
            "Location",
            "/v1/workspaces/%s/files/%s/uploads/%s"
                .formatted(tenant.address(), upload.file(), upload.id()));
  }

  /** What has arrived, so that a client goes on where it was. */
  Answer getUpload(Call call) {
    UploadService.Progress progress =
        uploads.get(call.tenant(), call.path("fileId"), call.path("uploadId"));
    return Answer.json(OK, FileView.Upload.of(progress));
  }

  /** One part, in any order, again and again. */
  Answer putUploadPart(Call call, InputStream body) throws IOException {
    ContentOperations.requirePlain(call);
    uploads.put(
        call.tenant(),
        call.path("fileId"),
        call.path("uploadId"),
        Integer.parseInt(call.path("part")),
        new UploadService.Incoming(
            body,
            ContentOperations.contentLength(call),
            ContentDigest.of("Content-Digest", call.header("Content-Digest"))));
    return Answer.empty(NO_CONTENT);
  }

  /** Makes what was sent the file's content; 201 for its first, 200 for another. */
  Answer completeUpload(Call call) throws IOException {
    return ContentOperations.stored(
        completion.complete(
            call.tenant(),
            call.path("fileId"),
            call.path("uploadId"),
            new UploadCompletion.Expected(
                new Precondition(Conditions.of(call)),
                ContentDigest.of("Repr-Digest", call.header("Repr-Digest")),
                call.header("Idempotency-Key"))));
  }

  /** Gives the upload up. */
  Answer abortUpload(Call call) {
    uploads.abort(call.tenant(), call.path("fileId"), call.path("uploadId"));
    return Answer.empty(NO_CONTENT);
  }
}
