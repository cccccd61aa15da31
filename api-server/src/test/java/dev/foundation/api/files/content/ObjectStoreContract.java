// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foundation.api.tenant.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every object store does, real or not. */
public abstract class ObjectStoreContract {

  private static final int PART = 5 << 20;

  /** A tenant that has a bucket. */
  protected abstract Tenant tenant();

  /** The store under test. */
  protected abstract ObjectStore store();

  /** How many uploads have begun and neither ended nor been given up. */
  protected abstract int openUploads();

  @Test
  void readsBackAnObjectOfOnePart() throws IOException {
    String key = ObjectKeys.random();
    try (ObjectUpload upload = store().upload(tenant(), key)) {
      upload.finish(new byte[] {1, 2, 3, 4}, 3);
    }
    assertThat(read(key, 0, Long.MAX_VALUE)).containsExactly(1, 2, 3);
  }

  @Test
  void readsBackAnObjectOfSeveralPartsFromAReusedBuffer() throws IOException {
    String key = ObjectKeys.random();
    byte[] content = new byte[2 * PART + 7];
    new Random(1).nextBytes(content);
    byte[] buffer = new byte[PART + 10];
    try (ObjectUpload upload = store().upload(tenant(), key)) {
      System.arraycopy(content, 0, buffer, 0, PART);
      upload.part(buffer, PART);
      System.arraycopy(content, PART, buffer, 0, PART);
      upload.part(buffer, PART);
      System.arraycopy(content, 2 * PART, buffer, 0, 7);
      upload.finish(buffer, 7);
    }
    assertThat(Arrays.mismatch(read(key, 0, Long.MAX_VALUE), content)).isEqualTo(-1);
    assertThat(read(key, PART - 2, 5)).isEqualTo(Arrays.copyOfRange(content, PART - 2, PART + 3));
    assertThat(openUploads()).isZero();
  }

  @Test
  void uploadThatIsGivenUpLeavesNothing() {
    String key = ObjectKeys.random();
    try (ObjectUpload upload = store().upload(tenant(), key)) {
      upload.part(new byte[PART], PART);
      assertThat(openUploads()).isEqualTo(1);
    }
    assertThat(openUploads()).isZero();
    assertMissing(key, 0);
  }

  @Test
  void uploadIsGivenUpEvenOnAnInterruptedThread() {
    String key = ObjectKeys.random();
    try (ObjectUpload upload = store().upload(tenant(), key)) {
      upload.part(new byte[PART], PART);
      Thread.currentThread().interrupt();
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(openUploads()).isZero();
  }

  @Test
  void readsAnObjectPartlyWithoutHarm() throws IOException {
    String key = ObjectKeys.random();
    try (ObjectUpload upload = store().upload(tenant(), key)) {
      upload.finish(new byte[PART], PART);
    }
    for (int times = 0; times < 60; times++) {
      try (InputStream in = store().read(tenant(), key, 0, Long.MAX_VALUE)) {
        assertThat(in.read()).isZero();
      }
    }
  }

  @Test
  void tellsOfAnObjectThatIsMissingOrEndsEarlier() throws IOException {
    assertMissing(ObjectKeys.random(), 0);
    String key = ObjectKeys.random();
    try (ObjectUpload upload = store().upload(tenant(), key)) {
      upload.finish(new byte[3], 3);
    }
    assertMissing(key, 3);
  }

  @Test
  void deletesAndDeletesAgain() throws IOException {
    String key = ObjectKeys.random();
    try (ObjectUpload upload = store().upload(tenant(), key)) {
      upload.finish(new byte[3], 3);
    }
    store().delete(tenant(), key);
    store().delete(tenant(), key);
    assertMissing(key, 0);
  }

  private void assertMissing(String key, long first) {
    assertThatExceptionOfType(MissingObjectException.class)
        .isThrownBy(() -> store().read(tenant(), key, first, 10));
  }

  private byte[] read(String key, long first, long length) throws IOException {
    try (InputStream in = store().read(tenant(), key, first, length)) {
      return in.readAllBytes();
    }
  }
}
