// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.files.content.InMemoryObjectStore;
import dev.foundation.api.files.index.InMemoryFileIndex;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever an intruder makes of the parts of an upload is refused. */
class MutatedUploadTest {

  private static final int CASES = 400;
  private static final int MIB = 1 << 20;
  private static final int PART = 5 * MIB;
  private static final int SIZE = PART + 2 * MIB + 5;

  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private final FileDesk desk = new FileDesk(new InMemoryFileIndex(), objects, Clock.systemUTC());

  @Test
  void acceptsNoMutatedUpload() throws Exception {
    String file = desk.fileAt("a");
    byte[] first = upload(file, Map.of());
    byte[] object = upload(file, Map.of("if-match", "*"));
    byte[] foreign = upload(desk.fileAt("b"), Map.of());
    String name = nameOf(object);
    assertThat(accepts(file)).as("an untouched upload").isTrue();
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      objects.objects().put(name, mutated(object, random.nextBoolean() ? first : foreign, random));
      assertThat(accepts(file)).as("case %d of seed %d", i, seed).isFalse();
    }
  }

  /** Every chunk begins with its sealed length. */
  private static int strideOf(byte[] object) {
    return Integer.BYTES + ByteBuffer.wrap(object).getInt();
  }

  /** Chunks reordered, dropped, doubled, or of another upload; parts exchanged; bits and bytes. */
  private static byte[] mutated(byte[] object, byte[] foreign, Random random) {
    List<byte[]> chunks = chunks(object);
    int at = random.nextInt(chunks.size());
    int to = (at + 1 + random.nextInt(chunks.size() - 1)) % chunks.size();
    switch (random.nextInt(8)) {
      case 0 -> chunks.set(at, chunks.set(to, chunks.get(at)));
      case 1 -> chunks.remove(at);
      case 2 -> chunks.add(to, chunks.get(at));
      case 3 -> chunks.set(at, chunks.get(to));
      case 4 -> chunks.set(at, chunks(foreign).get(at));
      case 5 -> Collections.rotate(chunks, 5);
      case 6 -> {
        byte[] flipped = chunks.get(at).clone();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        chunks.set(at, flipped);
      }
      default -> {
        int change = (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(99));
        return Arrays.copyOf(object, object.length + change);
      }
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    chunks.forEach(joined::writeBytes);
    return joined.toByteArray();
  }

  private static List<byte[]> chunks(byte[] object) {
    int stride = strideOf(object);
    List<byte[]> chunks = new ArrayList<>();
    for (int start = 0; start < object.length; start += stride) {
      chunks.add(Arrays.copyOfRange(object, start, Math.min(start + stride, object.length)));
    }
    return chunks;
  }

  private boolean accepts(String file) throws IOException {
    try {
      FileDesk.bytes(desk.get(file));
      return true;
    } catch (IntegrityException e) {
      return false;
    }
  }

  private String nameOf(byte[] object) {
    return objects.objects().entrySet().stream()
        .filter(stored -> Arrays.equals(stored.getValue(), object))
        .findAny()
        .orElseThrow()
        .getKey();
  }

  /** Sends the same content as every other and answers what was stored of it. */
  private byte[] upload(String file, Map<String, String> headers) throws IOException {
    Set<String> before = Set.copyOf(objects.objects().keySet());
    byte[] body = "{\"size\":%d}".formatted(SIZE).getBytes(UTF_8);
    JsonNode upload =
        FileDesk.json(desk.call("createUpload", Map.of("fileId", file), Map.of(), body));
    String id = upload.path("id").asText();
    for (int part = 1; part <= 2; part++) {
      Map<String, String> path =
          Map.of("fileId", file, "uploadId", id, "part", String.valueOf(part));
      byte[] bytes = new byte[part == 1 ? PART : SIZE - PART];
      desk.call(
          "putUploadPart", path, Map.of(), Map.of(), new byte[0], new ByteArrayInputStream(bytes));
    }
    desk.call("completeUpload", Map.of("fileId", file, "uploadId", id), headers, new byte[0]);
    return objects.objects().entrySet().stream()
        .filter(object -> !before.contains(object.getKey()))
        .findAny()
        .orElseThrow()
        .getValue();
  }
}
