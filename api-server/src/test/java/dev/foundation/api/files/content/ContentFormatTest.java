// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.files.transfer.ByteRange;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.Tenants;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentFormatTest {

  private static final int MIB = 1 << 20;
  private static final String OBJECT = "object";

  private final Tenant acme = Tenants.admin("acme");
  private final ContextBoundCipher cipher = new ContextBoundCipher();
  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private final ContentId id = new ContentId("file", OBJECT);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, MIB - 1, MIB, MIB + 1, 3 * MIB, 8 * MIB, 17 * MIB + 5})
  void readsBackWhatWasWritten(int size) throws IOException {
    byte[] content = content(size);
    StoredContent stored = write(id, OBJECT, content);
    assertThat(stored.size()).isEqualTo(size);
    assertThat(Arrays.mismatch(read(id, stored, ByteRange.all(size)), content)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, MIB})
  void storesOneChunkForEmptyAndForExactlyFullContent(int size) throws IOException {
    StoredContent stored = write(id, OBJECT, content(size));
    assertThat(stored.chunks()).isEqualTo(1);
    assertThat(objects.objects().get(OBJECT)).hasSize((int) stored.stride());
  }

  @Test
  void keepsChunksAtAConstantStride() throws IOException {
    StoredContent stored = write(id, OBJECT, content(3 * MIB));
    assertThat(objects.objects().get(OBJECT)).hasSize((int) (3 * stored.stride()));
  }

  @ParameterizedTest
  @CsvSource({"0,1", "5,1048576", "1048575,1048577", "1048576,2097152", "3145727,3145733"})
  void readsOneRange(int first, int end) throws IOException {
    byte[] content = content(3 * MIB + 5);
    StoredContent stored = write(id, OBJECT, content);
    byte[] part = read(id, stored, new ByteRange(first, end));
    assertThat(Arrays.mismatch(part, Arrays.copyOfRange(content, first, end))).isEqualTo(-1);
  }

  @Test
  void refusesReorderedChunks() throws IOException {
    StoredContent stored = write(id, OBJECT, content(3 * MIB));
    byte[] object = objects.objects().get(OBJECT);
    int stride = (int) stored.stride();
    byte[] reordered = object.clone();
    System.arraycopy(object, 0, reordered, stride, stride);
    System.arraycopy(object, stride, reordered, 0, stride);
    assertRefused(stored, reordered);
  }

  @Test
  void refusesObjectCutAtAChunk() throws IOException {
    StoredContent stored = write(id, OBJECT, content(3 * MIB));
    byte[] object = objects.objects().get(OBJECT);
    assertRefused(stored, Arrays.copyOf(object, (int) (2 * stored.stride())));
  }

  @Test
  void refusesObjectCutWhoseSizeWasCutToo() throws IOException {
    StoredContent stored = write(id, OBJECT, content(3 * MIB));
    byte[] object = objects.objects().get(OBJECT);
    assertRefused(
        new StoredContent(2 * MIB, stored.stride()),
        Arrays.copyOf(object, (int) (2 * stored.stride())));
  }

  @Test
  void refusesObjectCutWithinAChunk() throws IOException {
    StoredContent stored = write(id, OBJECT, content(10));
    byte[] object = objects.objects().get(OBJECT);
    assertRefused(stored, Arrays.copyOf(object, object.length - 1));
  }

  @Test
  void refusesObjectWithSomethingAppended() throws IOException {
    StoredContent stored = write(id, OBJECT, content(MIB + 1));
    byte[] object = objects.objects().get(OBJECT);
    assertRefused(stored, Arrays.copyOf(object, object.length + 1));
  }

  @Test
  void refusesAlteredByte() throws IOException {
    StoredContent stored = write(id, OBJECT, content(10));
    byte[] object = objects.objects().get(OBJECT).clone();
    object[object.length - 1] ^= 1;
    assertRefused(stored, object);
  }

  @Test
  void refusesImpossibleLengthWithoutAllocatingIt() throws IOException {
    StoredContent stored = write(id, OBJECT, content(10));
    byte[] object = objects.objects().get(OBJECT).clone();
    object[0] = 0x7f;
    assertRefused(stored, object);
  }

  @Test
  void refusesContentOfAnotherFileOrVersionOrWorkspace() throws IOException {
    StoredContent stored = write(id, OBJECT, content(10));
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> read(new ContentId("other", OBJECT), stored, ByteRange.all(10)));
    objects.objects().put("moved", objects.objects().get(OBJECT));
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> read(new ContentId("file", "moved"), stored, ByteRange.all(10)));
    ContentReader.Request request = new ContentReader.Request(id, stored, ByteRange.all(10));
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() ->
            new ContentReader(cipher, objects)
                .write(Tenants.admin("globex"), request, new ByteArrayOutputStream()));
  }

  @Test
  void refusesMissingObject() {
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> read(id, new StoredContent(10, 100), ByteRange.all(10)));
  }

  @Test
  void letsNothingOfABadChunkOut() throws IOException {
    StoredContent stored = write(id, OBJECT, content(3 * MIB));
    byte[] object = objects.objects().get(OBJECT);
    object[(int) (2 * stored.stride()) + 100] ^= 1;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(() ->
            new ContentReader(cipher, objects)
                .write(acme, new ContentReader.Request(id, stored, ByteRange.all(3 * MIB)), out))
        .isInstanceOf(IntegrityException.class);
    assertThat(Arrays.mismatch(out.toByteArray(), content(3 * MIB))).isEqualTo(2 * MIB);
  }

  private void assertRefused(StoredContent stored, byte[] object) {
    objects.objects().putAll(Map.of(OBJECT, object));
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> read(id, stored, ByteRange.all(stored.size())));
  }

  private StoredContent write(ContentId content, String key, byte[] plain) throws IOException {
    try (ObjectUpload upload = objects.upload(acme, key)) {
      return new ContentWriter(cipher)
          .write(acme, content, new ByteArrayInputStream(plain), upload, () -> {});
    }
  }

  private byte[] read(ContentId content, StoredContent stored, ByteRange range) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ContentReader(cipher, objects)
        .write(acme, new ContentReader.Request(content, stored, range), out);
    return out.toByteArray();
  }

  private static byte[] content(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
