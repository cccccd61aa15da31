// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.encryptionsdk.ParsedCiphertext;
import dev.foundation.api.crypto.HashPurpose;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.EmulatedWorkspaces;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionSdkCipherIT {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final byte[] VALUE = "{\"name\":\"Ada Lovelace\"}".getBytes(UTF_8);
  private static final Map<String, String> CURRENT = context("doc-1", "7", "current");

  /** Plaintext bytes in every frame but the last. */
  private static final int FRAME = 4096;

  private static EmulatedWorkspaces workspaces;
  private static Tenant acme;
  private static Tenant globex;

  private final CountingKms clients = new CountingKms(workspaces.clients());
  private final BranchKeys keys = new BranchKeys(clients, LONG);
  private final EncryptionSdkCipher cipher = new EncryptionSdkCipher(keys);

  @BeforeAll
  static void start() {
    workspaces = new EmulatedWorkspaces();
    acme = workspaces.create("acme");
    globex = workspaces.create("globex");
  }

  @AfterAll
  static void stop() {
    workspaces.close();
  }

  private static Map<String, String> context(String id, String version, String record) {
    return Map.of("collection", "patients", "id", id, "version", version, "record", record);
  }

  @Test
  void opensWhatItSealed() {
    byte[] sealed = cipher.seal(acme, CURRENT, VALUE);

    assertThat(cipher.open(acme, CURRENT, sealed)).isEqualTo(VALUE);
    assertThat(cipher.seal(acme, CURRENT, VALUE)).isNotEqualTo(sealed);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 1 << 20})
  void sealsAndOpensTheSameFromBuffers(int length) {
    byte[] value = new byte[length];
    Arrays.fill(value, (byte) 7);
    byte[] whole = cipher.seal(acme, CURRENT, value);
    ByteBuffer sealed = ByteBuffer.allocate(3 + whole.length).position(3);
    cipher.seal(acme, CURRENT, ByteBuffer.wrap(value), sealed);
    assertThat(sealed.remaining()).isZero();
    byte[] piecewise = Arrays.copyOfRange(sealed.array(), 3, sealed.capacity());
    assertThat(cipher.open(acme, CURRENT, piecewise)).isEqualTo(value);

    ByteBuffer opened = ByteBuffer.allocate(length);
    cipher.open(acme, CURRENT, whole, opened);
    assertThat(opened.array()).isEqualTo(value);
    assertThat(opened.remaining()).isZero();
  }

  @Test
  void refusesToOpenIntoTooSmallABuffer() {
    byte[] sealed = cipher.seal(acme, CURRENT, VALUE);
    ByteBuffer small = ByteBuffer.allocate(VALUE.length - 1);

    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> cipher.open(acme, CURRENT, sealed, small));
  }

  @Test
  void showsNeitherPlaintextNorContext() {
    String sealed = new String(cipher.seal(acme, CURRENT, VALUE), UTF_8);

    assertThat(sealed).doesNotContain("Ada", "Lovelace", "patients", "doc-1", "current");
  }

  @Test
  void sealsEqualLengthsEqually() {
    int length = cipher.seal(acme, CURRENT, VALUE).length;

    assertThat(cipher.seal(acme, context("another-longer-id", "12345", "history"), VALUE))
        .hasSize(length);
  }

  @Test
  void refusesCiphertextThatWasMoved() {
    byte[] sealed = cipher.seal(acme, CURRENT, VALUE);

    for (Map<String, String> elsewhere :
        List.of(
            context("doc-2", "7", "current"),
            context("doc-1", "8", "current"),
            context("doc-1", "7", "history"))) {
      assertThatExceptionOfType(IntegrityException.class)
          .isThrownBy(() -> cipher.open(acme, elsewhere, sealed));
    }
  }

  @Test
  void refusesCiphertextsThatWereSwapped() {
    Map<String, String> first = Map.of("file", "f", "version", "1", "index", "0", "last", "false");
    Map<String, String> second = Map.of("file", "f", "version", "1", "index", "1", "last", "true");
    byte[] one = cipher.seal(acme, first, VALUE);
    byte[] two = cipher.seal(acme, second, VALUE);

    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> cipher.open(acme, first, two));
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> cipher.open(acme, second, one));
  }

  @Test
  void refusesContextWithAKeyMissingOrAdded() {
    byte[] sealed = cipher.seal(acme, CURRENT, VALUE);

    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> cipher.open(acme, Map.of("collection", "patients"), sealed));
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> cipher.open(acme, Map.of(), sealed));
  }

  @Test
  void refusesCiphertextOfAnotherTenant() {
    byte[] sealed = cipher.seal(acme, CURRENT, VALUE);

    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> cipher.open(globex, CURRENT, sealed));
  }

  /** The library counts frames itself: the number written in the last one says nothing. */
  @Test
  void refusesEveryFlippedBit() {
    byte[] sealed = cipher.seal(acme, CURRENT, VALUE);

    for (int position = 0; position < sealed.length; position++) {
      assertRefused(flipped(sealed, position), "byte %d of %d", position, sealed.length);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, 1 << 16, 1 << 20})
  void opensWhatItSealedAroundAFramesEnd(int size) {
    byte[] value = new byte[size];
    assertThat(cipher.open(acme, CURRENT, cipher.seal(acme, CURRENT, value))).isEqualTo(value);
  }

  @Test
  void refusesAnotherNumberOfAFrameThatIsNotTheLast() {
    byte[] value = new byte[3 * FRAME];
    byte[] sealed = cipher.seal(acme, CURRENT, value);
    assertThat(cipher.open(acme, CURRENT, sealed)).isEqualTo(value);
    int header = new ParsedCiphertext(sealed).getOffset();

    for (int position = header; position < header + Integer.BYTES; position++) {
      assertRefused(flipped(sealed, position), "byte %d of the first frame", position - header);
    }
  }

  @Test
  void refusesAnythingAfterTheLastFrame() {
    byte[] sealed = cipher.seal(acme, CURRENT, VALUE);
    assertRefused(Arrays.copyOf(sealed, sealed.length + 1), "a byte more");
  }

  private static byte[] flipped(byte[] bytes, int position) {
    byte[] flipped = bytes.clone();
    flipped[position] ^= 1;
    return flipped;
  }

  private void assertRefused(byte[] sealed, String what, Object... arguments) {
    assertThatExceptionOfType(IntegrityException.class)
        .as(what, arguments)
        .isThrownBy(() -> cipher.open(acme, CURRENT, sealed));
  }

  @Test
  void refusesCiphertextThatWasCut() {
    byte[] sealed = cipher.seal(acme, CURRENT, VALUE);

    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> cipher.open(acme, CURRENT, Arrays.copyOf(sealed, sealed.length - 1)));
  }

  @Test
  void callsKmsTwiceHoweverManyUseIt() throws Exception {
    BeaconKeyedHash hash = new BeaconKeyedHash(keys);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done :
          threads.invokeAll(
              IntStream.range(0, 100)
                  .<Callable<byte[]>>mapToObj(i ->
                      () -> {
                        hash.hash(acme, HashPurpose.DOCUMENT, "patients", "doc-" + i);
                        return cipher.open(acme, CURRENT, cipher.seal(acme, CURRENT, VALUE));
                      })
                  .toList())) {
        assertThat(done.get()).isEqualTo(VALUE);
      }
    }

    assertThat(clients.calls()).isEqualTo(2);
  }

  @Test
  void isUnreadableOnceTheKeyIsDisabledAndTheTimeToLiveIsOver() {
    Tenant tenant = workspaces.create("shredded");
    AtomicLong nanos = new AtomicLong();
    BranchKeys ticking = new BranchKeys(workspaces.clients(), LONG, nanos::get);
    EncryptionSdkCipher other = new EncryptionSdkCipher(ticking);
    BeaconKeyedHash hash = new BeaconKeyedHash(ticking);
    byte[] sealed = other.seal(tenant, CURRENT, VALUE);

    workspaces.kms().disableKey(key -> key.keyId(tenant.resources().keyArn()));
    assertThat(other.open(tenant, CURRENT, sealed)).isEqualTo(VALUE);
    nanos.addAndGet(LONG.toNanos());

    assertUnavailable(() -> other.open(tenant, CURRENT, sealed));
    assertUnavailable(() -> other.seal(tenant, CURRENT, VALUE));
    assertUnavailable(() -> hash.hash(tenant, HashPurpose.FILE, "id"));
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(call)
        .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE));
  }
}
