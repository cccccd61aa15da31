// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import dev.foundation.api.aws.AssumedRoleClients;
import dev.foundation.api.bench.cloud.FastCloud;
import dev.foundation.api.bench.cloud.FastWorkspace;
import dev.foundation.api.crypto.EnvelopeCipher;
import dev.foundation.api.crypto.branchkey.BranchKeys;
import dev.foundation.api.crypto.branchkey.EncryptionSdkCipher;
import dev.foundation.api.files.content.ContentId;
import dev.foundation.api.files.content.ContentReader;
import dev.foundation.api.files.content.ContentWriter;
import dev.foundation.api.files.content.StoredContent;
import dev.foundation.api.files.transfer.ByteRange;
import dev.foundation.api.tenant.Tenant;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * How fast a content is sealed and opened by what {@code putFile} and {@code getFile} use, beside
 * AES-GCM of the JDK alone over the same bytes in pieces of the same size.
 */
final class FileStreams {

  private static final ContentId CONTENT = new ContentId("file", "object");

  private final long size;

  FileStreams(long size) {
    this.size = size;
  }

  void run(Consumer<String> say) {
    FastWorkspace acme = FastWorkspace.of("acme");
    try (FastCloud cloud = new FastCloud(List.of());
        AssumedRoleClients clients = FastWorkspace.clients(cloud.endpoint())) {
      acme.createBranchKey(clients);
      EnvelopeCipher cipher = new EncryptionSdkCipher(new BranchKeys(clients, Duration.ofHours(1)));
      compare(acme.tenant(), cipher, say);
    }
  }

  private void compare(Tenant tenant, EnvelopeCipher cipher, Consumer<String> say) {
    RawGcm raw = new RawGcm(size);
    KeptObject sealed = new KeptObject();
    ContentWriter writer = new ContentWriter(cipher);
    ContentReader reader = new ContentReader(cipher, sealed);
    Work seal = () -> writer.write(tenant, CONTENT, new Content(size), sealed, () -> {});
    Work open =
        () -> {
          StoredContent stored = new StoredContent(size, sealed.stride());
          reader.write(
              tenant,
              new ContentReader.Request(CONTENT, stored, ByteRange.all(size)),
              OutputStream.nullOutputStream());
        };
    say.accept(Turns.header("MiB a CPU second", "AES-GCM"));
    say.accept(turns(seal, raw::seal).line("encrypt"));
    say.accept(turns(open, raw::open).line("decrypt"));
  }

  private Turns turns(Work ours, Work raw) {
    return Turns.taken(() -> speed(ours), () -> speed(raw));
  }

  /** Work that reads and writes. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private double speed(Work work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begun = threads.getCurrentThreadCpuTime();
    try {
      work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return size / 1048576.0 / ((threads.getCurrentThreadCpuTime() - begun) / 1e9);
  }
}
