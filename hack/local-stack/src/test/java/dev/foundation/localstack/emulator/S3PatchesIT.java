// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.emulator;

import static dev.foundation.localstack.emulator.Sandbox.ADMINISTRATOR;
import static dev.foundation.localstack.emulator.Sandbox.client;
import static dev.foundation.localstack.emulator.Sandbox.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

class S3PatchesIT {

  private static final String KEY = "arn:aws:kms:eu-west-1:000000000000:key/";

  private final S3Client s3 = client(S3Client.builder().forcePathStyle(true), ADMINISTRATOR);

  @Test
  void refusesAnotherExpectedOwner() {
    String bucket = bucket();
    s3.headBucket(request -> request.bucket(bucket).expectedBucketOwner(EmulatorAccount.ID));
    assertThatThrownBy(
            () -> put(S3PatchesIT.object(bucket).expectedBucketOwner("111111111111").build()))
        .hasMessageContaining("Access Denied");
    assertThatThrownBy(
            () -> s3.listObjectsV2(r -> r.bucket(bucket).expectedBucketOwner("111111111111")))
        .hasMessageContaining("Access Denied");
  }

  @Test
  void denyOfPlainTransportHolds() {
    String bucket = bucket();
    deny(bucket, "{\"Bool\":{\"aws:SecureTransport\":\"false\"}}");
    assertThatThrownBy(() -> put(object(bucket).build())).hasMessageContaining("not authorized");
    put(overTls(object(bucket)));
  }

  @Test
  void denyOfOldTlsLetsTheProxysTlsPass() {
    String bucket = bucket();
    deny(bucket, "{\"NumericLessThan\":{\"s3:TlsVersion\":\"1.3\"}}");
    put(object(bucket).build());
    assertThatThrownBy(() -> put(overTls(object(bucket)))).hasMessageContaining("not authorized");
    deny(bucket, "{\"NumericLessThan\":{\"s3:TlsVersion\":\"1.2\"}}");
    put(overTls(object(bucket)));
  }

  @Test
  void denyOfAnotherKeyHoldsAndTheDefaultPasses() {
    String bucket = bucket();
    deny(
        bucket,
        """
        {"Null":{"s3:x-amz-server-side-encryption-aws-kms-key-id":"false"},
         "StringNotEquals":{"s3:x-amz-server-side-encryption-aws-kms-key-id":"%smine"}}
        """
            .formatted(KEY));
    put(object(bucket).build());
    put(underKey(bucket, "mine"));
    assertThatThrownBy(() -> put(underKey(bucket, "other"))).hasMessageContaining("not authorized");
  }

  /** As on AWS: with a negated operator, IfExists makes an absent key match, so a Deny holds. */
  @Test
  void denyWithNegatedIfExistsAlsoRefusesTheDefault() {
    String bucket = bucket();
    deny(
        bucket,
        """
        {"StringNotEqualsIfExists":{"s3:x-amz-server-side-encryption-aws-kms-key-id":"%smine"}}
        """
            .formatted(KEY));
    assertThatThrownBy(() -> put(object(bucket).build())).hasMessageContaining("not authorized");
    put(underKey(bucket, "mine"));
  }

  @Test
  void completesAMultipartUpload() {
    String bucket = bucket();
    String upload = s3.createMultipartUpload(r -> r.bucket(bucket).key("big")).uploadId();
    byte[] part = new byte[5 << 20];
    List<CompletedPart> parts =
        List.of(part(bucket, upload, 1, part), part(bucket, upload, 2, part));
    s3.completeMultipartUpload(
        r -> r.bucket(bucket).key("big").uploadId(upload).multipartUpload(m -> m.parts(parts)));
    assertThat(s3.headObject(r -> r.bucket(bucket).key("big")).contentLength())
        .isEqualTo(10L << 20);
  }

  private CompletedPart part(String bucket, String upload, int number, byte[] content) {
    String etag =
        s3.uploadPart(
                r -> r.bucket(bucket).key("big").uploadId(upload).partNumber(number),
                RequestBody.fromBytes(content))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  private String bucket() {
    String name = Sandbox.unique("bucket");
    s3.createBucket(request -> request.bucket(name));
    return name;
  }

  private void deny(String bucket, String condition) {
    String document =
        policy(
            """
            {"Effect":"Deny","Principal":"*","Action":"s3:PutObject",
             "Resource":"arn:aws:s3:::%s/*","Condition":%s}
            """
                .formatted(bucket, condition));
    s3.putBucketPolicy(request -> request.bucket(bucket).policy(document));
  }

  private void put(PutObjectRequest request) {
    s3.putObject(request, RequestBody.fromString("content"));
  }

  private static PutObjectRequest.Builder object(String bucket) {
    return PutObjectRequest.builder().bucket(bucket).key("object");
  }

  private static PutObjectRequest overTls(PutObjectRequest.Builder request) {
    return request.overrideConfiguration(o -> o.putHeader("X-Forwarded-Proto", "https")).build();
  }

  private static PutObjectRequest underKey(String bucket, String key) {
    return object(bucket)
        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
        .ssekmsKeyId(KEY + key)
        .build();
  }
}
