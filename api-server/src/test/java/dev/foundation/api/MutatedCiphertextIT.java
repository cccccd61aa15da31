// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.crypto.branchkey.BeaconKeyedHash;
import dev.foundation.api.crypto.branchkey.BranchKeys;
import dev.foundation.api.crypto.branchkey.EncryptionSdkCipher;
import dev.foundation.api.documents.sealing.DocumentAddress;
import dev.foundation.api.documents.sealing.DocumentContent;
import dev.foundation.api.documents.sealing.DocumentEnvelope;
import dev.foundation.api.documents.sealing.SealedDocuments;
import dev.foundation.api.documents.storage.DocumentChange;
import dev.foundation.api.documents.storage.StoredDocument;
import dev.foundation.api.documents.storage.StoredVersion;
import dev.foundation.api.files.content.ContentId;
import dev.foundation.api.files.content.ContentReader;
import dev.foundation.api.files.content.ContentWriter;
import dev.foundation.api.files.content.InMemoryObjectStore;
import dev.foundation.api.files.content.ObjectUpload;
import dev.foundation.api.files.content.StoredContent;
import dev.foundation.api.files.transfer.ByteRange;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.EmulatedWorkspaces;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever an intruder makes of stored ciphertexts is refused: a hundred thousand seeded mutations
 * of documents and of files' chunks under real keys.
 */
class MutatedCiphertextIT {

  private static final int DOCUMENT_CASES = 90_000;
  private static final int FILE_CASES = 10_000;
  private static final int MIB = 1 << 20;
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static EmulatedWorkspaces workspaces;
  private static List<Tenant> tenants;
  private static EncryptionSdkCipher cipher;
  private static SealedDocuments sealed;

  /** Places among {@link Stored#bodies}. */
  private static final int CURRENT = 0;

  private static final int HISTORY = 1;

  /** What an intruder puts in place of a record: a version it claims to be, and bytes. */
  private record Mutant(long version, Sealed body) {

    static Mutant of(long version, byte[] body) {
      return new Mutant(version, Sealed.of(body));
    }
  }

  /** What is stored of one version of one document. */
  private record Stored(Tenant tenant, DocumentAddress address, DocumentChange change) {

    List<byte[]> bodies() {
      return List.of(change.after().sealed().bytes(), change.history().bytes());
    }
  }

  @BeforeAll
  static void start() {
    workspaces = new EmulatedWorkspaces();
    tenants = List.of(workspaces.create("acme"), workspaces.create("globex"));
    BranchKeys keys = new BranchKeys(workspaces.clients(), Duration.ofHours(1));
    cipher = new EncryptionSdkCipher(keys);
    sealed = new SealedDocuments(cipher, new BeaconKeyedHash(keys));
  }

  @AfterAll
  static void stop() {
    workspaces.close();
  }

  @Test
  void acceptsNoMutatedDocument() {
    List<Stored> all = documents();
    for (Stored one : all) {
      for (int record = CURRENT; record <= HISTORY; record++) {
        Mutant itself = Mutant.of(one.change().after().version(), one.bodies().get(record));
        assertThat(accepts(one, record, itself)).as("an untouched record").isTrue();
      }
    }
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < DOCUMENT_CASES; i++) {
      Stored one = all.get(random.nextInt(all.size()));
      int record = random.nextInt(2);
      Mutant mutant = mutated(one, record, all, random);
      assertThat(accepts(one, record, mutant)).as("case %d of seed %d", i, seed).isFalse();
    }
  }

  /** Two tenants, two collections, two ids, three versions. */
  private static List<Stored> documents() {
    List<Stored> all = new ArrayList<>();
    for (Tenant tenant : tenants) {
      for (String name : List.of("patients/jane", "patients/joe", "grants/jane")) {
        DocumentAddress address = new DocumentAddress(name.split("/", 2)[0], name.split("/", 2)[1]);
        StoredDocument before = null;
        for (int version = 1; version <= 3; version++) {
          DocumentContent content = DocumentContent.of("{\"same\":\"length\"}".getBytes(UTF_8));
          DocumentEnvelope envelope =
              new DocumentEnvelope(address, NOW, NOW, "sub", "sub", content);
          DocumentChange change = sealed.change(tenant, envelope, "e" + version, before, List.of());
          before = change.after();
          all.add(new Stored(tenant, address, change));
        }
      }
    }
    return all;
  }

  private static Mutant mutated(Stored one, int record, List<Stored> all, Random random) {
    long version = one.change().after().version();
    byte[] body = one.bodies().get(record);
    return switch (random.nextInt(5)) {
      case 0 -> Mutant.of(version, flipped(body, random));
      case 1 -> Mutant.of(version, Arrays.copyOf(body, random.nextInt(body.length)));
      case 2 -> Mutant.of(version, Arrays.copyOf(body, body.length + 1 + random.nextInt(9)));
      case 3 -> Mutant.of(version + 1 + random.nextInt(9), body);
      default -> Mutant.of(version, another(body, all, random));
    };
  }

  /** A body of another row, tenant or version, or the other record of this one. */
  private static byte[] another(byte[] own, List<Stored> all, Random random) {
    while (true) {
      byte[] other = all.get(random.nextInt(all.size())).bodies().get(random.nextInt(2));
      if (!Arrays.equals(own, other)) {
        return other;
      }
    }
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    byte[] flipped = bytes.clone();
    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private static boolean accepts(Stored one, int record, Mutant mutant) {
    StoredDocument own = one.change().after();
    Sealed body = mutant.body();
    try {
      if (record == HISTORY) {
        StoredVersion history = new StoredVersion(mutant.version(), own.etag(), body);
        sealed.open(one.tenant(), one.address(), history);
      } else {
        StoredDocument current =
            new StoredDocument(
                own.key(),
                mutant.version(),
                own.etag(),
                body,
                own.name(),
                NOW,
                NOW,
                false,
                List.of());
        sealed.open(one.tenant(), one.address(), current);
      }
      return true;
    } catch (IntegrityException e) {
      return false;
    }
  }

  @Test
  void acceptsNoMutatedFile() throws IOException {
    int size = 3 * MIB + 5;
    InMemoryObjectStore objects = new InMemoryObjectStore();
    StoredContent content = write(objects, "one", size);
    StoredContent other = write(objects, "other", size);
    byte[] object = objects.objects().get("one");
    byte[] foreign = objects.objects().get("other");
    assertThat(other).isEqualTo(content);
    assertThat(accepts(objects, "one", content, object)).as("an untouched file").isTrue();
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < FILE_CASES; i++) {
      byte[] mutated = mutated(object, foreign, (int) content.stride(), random);
      assertThat(accepts(objects, "one", content, mutated))
          .as("case %d of seed %d", i, seed)
          .isFalse();
    }
  }

  /** Chunks reordered, dropped, doubled or of another file; bytes cut, appended or flipped. */
  private static byte[] mutated(byte[] object, byte[] foreign, int stride, Random random)
      throws IOException {
    List<byte[]> chunks = chunks(object, stride);
    int at = random.nextInt(chunks.size());
    int to = (at + 1 + random.nextInt(chunks.size() - 1)) % chunks.size();
    switch (random.nextInt(7)) {
      case 0 -> chunks.set(at, chunks.set(to, chunks.get(at)));
      case 1 -> chunks.remove(at);
      case 2 -> chunks.add(to, chunks.get(at));
      case 3 -> chunks.set(at, chunks.get(to));
      case 4 -> chunks.set(at, chunks(foreign, stride).get(at));
      case 5 -> chunks.set(at, flipped(chunks.get(at), random));
      default -> {
        int length = object.length + (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(99));
        return Arrays.copyOf(object, length);
      }
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] chunk : chunks) {
      joined.write(chunk);
    }
    return joined.toByteArray();
  }

  private static List<byte[]> chunks(byte[] object, int stride) {
    List<byte[]> chunks = new ArrayList<>();
    for (int start = 0; start < object.length; start += stride) {
      chunks.add(Arrays.copyOfRange(object, start, Math.min(start + stride, object.length)));
    }
    return chunks;
  }

  private static StoredContent write(InMemoryObjectStore objects, String name, int size)
      throws IOException {
    Tenant tenant = tenants.getFirst();
    try (ObjectUpload upload = objects.upload(tenant, name)) {
      return new ContentWriter(cipher)
          .write(
              tenant,
              new ContentId("file", name),
              new ByteArrayInputStream(new byte[size]),
              upload,
              () -> {});
    }
  }

  private static boolean accepts(
      InMemoryObjectStore objects, String name, StoredContent content, byte[] object)
      throws IOException {
    objects.objects().put(name, object);
    ContentReader.Request request =
        new ContentReader.Request(
            new ContentId("file", name), content, ByteRange.all(content.size()));
    try {
      new ContentReader(cipher, objects)
          .write(tenants.getFirst(), request, OutputStream.nullOutputStream());
      return true;
    } catch (IntegrityException e) {
      return false;
    }
  }
}
