// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.s3;

import dev.foundation.api.files.content.PartStore.Growing;
import dev.foundation.api.files.content.PartStore.Part;
import dev.foundation.api.tenant.TenantResources;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * The calls of an S3 multipart upload, with the checksum of every part from its upload to its
 * completion: S3 demands those of an upload that began with an algorithm.
 */
final class MultipartCalls {

  private MultipartCalls() {}

  static String begin(S3Client s3, TenantResources at, String object) {
    return s3.createMultipartUpload(request ->
            request
                .bucket(at.bucketName())
                .expectedBucketOwner(at.account())
                .key(object)
                .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                .contentType(S3Bodies.OPAQUE))
        .uploadId();
  }

  static Part put(S3Client s3, TenantResources at, Growing growing, int number, RequestBody body) {
    UploadPartResponse put =
        s3.uploadPart(
            request ->
                request
                    .bucket(at.bucketName())
                    .expectedBucketOwner(at.account())
                    .key(growing.object())
                    .uploadId(growing.transfer())
                    .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                    .partNumber(number),
            body);
    return new Part(
        number,
        put.eTag(),
        Optional.ofNullable(put.checksumCRC32()),
        body.optionalContentLength().orElse(0L));
  }

  static List<Part> list(S3Client s3, TenantResources at, Growing growing) {
    return s3
        .listPartsPaginator(request ->
            request
                .bucket(at.bucketName())
                .expectedBucketOwner(at.account())
                .key(growing.object())
                .uploadId(growing.transfer()))
        .parts()
        .stream()
        .map(part ->
            new Part(
                part.partNumber(),
                part.eTag(),
                Optional.ofNullable(part.checksumCRC32()),
                part.size()))
        .toList();
  }

  static CompleteMultipartUploadResponse complete(
      S3Client s3, TenantResources at, Growing growing, List<Part> parts) {
    List<CompletedPart> completed = parts.stream().map(MultipartCalls::completed).toList();
    return s3.completeMultipartUpload(request ->
        request
            .bucket(at.bucketName())
            .expectedBucketOwner(at.account())
            .key(growing.object())
            .uploadId(growing.transfer())
            .multipartUpload(all -> all.parts(completed)));
  }

  private static CompletedPart completed(Part part) {
    return CompletedPart.builder()
        .partNumber(part.number())
        .eTag(part.tag())
        .checksumCRC32(part.checksum().orElse(null))
        .build();
  }

  static AbortMultipartUploadResponse abort(S3Client s3, TenantResources at, Growing growing) {
    return s3.abortMultipartUpload(request ->
        request
            .bucket(at.bucketName())
            .expectedBucketOwner(at.account())
            .key(growing.object())
            .uploadId(growing.transfer()));
  }
}
