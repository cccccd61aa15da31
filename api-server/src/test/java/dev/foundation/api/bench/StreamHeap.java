// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import dev.foundation.api.bench.cloud.FastWorkspace;
import dev.foundation.localstack.bench.JavaProcess;
import dev.foundation.localstack.process.Poll;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What a running transfer takes of the server's heap: what lives after a full collection in the
 * midst of several, above what lives with none.
 */
final class StreamHeap {

  private static final int STREAMS = 4;
  private static final int SAMPLES = 10;
  private static final int PART = 8 << 20;
  private static final int CONTENT = 48 << 20;
  private static final double MIB = 1 << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Bytes of all streams from one collection to the next. */
  private static final long MOVED = 40L << 20;

  private final FastWorkspace acme = FastWorkspace.of("acme");
  private final AtomicBoolean going = new AtomicBoolean();
  private final AtomicLong moved = new AtomicLong();

  /** One stream; goes on until all have been measured. */
  @FunctionalInterface
  private interface Transfer {
    void run(String file) throws IOException, InterruptedException;
  }

  void run(Consumer<String> say) throws IOException, InterruptedException {
    try (MeasuredServer server =
        new MeasuredServer(Map.of(acme, acme.resource()), Rivals.OPTIONS)) {
      HttpClient client =
          HttpClient.newBuilder().sslContext(server.authority().clientContext()).build();
      Transfers transfers =
          new Transfers(client, URI.create("https://127.0.0.1:" + server.port()), acme);
      JavaProcess process = server.process();
      // What the first transfer makes stays.
      filled(transfers, "/first");
      Transfer upload = file -> transfers.put(file + "/content", new Moving(Long.MAX_VALUE));
      Transfer part = file -> parts(transfers, file);
      Transfer download = file -> downloads(transfers, file);
      say.accept(measured("upload", process, files(i -> transfers.file("/upload" + i)), upload));
      say.accept(measured("part", process, files(i -> transfers.file("/part" + i)), part));
      say.accept(
          measured("download", process, files(i -> filled(transfers, "/download" + i)), download));
    }
  }

  /** Makes a file of this number; answers its path. */
  @FunctionalInterface
  private interface Maker {
    String make(int number) throws IOException, InterruptedException;
  }

  private static List<String> files(Maker maker) throws IOException, InterruptedException {
    List<String> files = new ArrayList<>();
    for (int stream = 0; stream < STREAMS; stream++) {
      files.add(maker.make(stream));
    }
    return files;
  }

  private static String filled(Transfers transfers, String name)
      throws IOException, InterruptedException {
    String file = transfers.file(name);
    transfers.put(file + "/content", new Content(CONTENT));
    return file;
  }

  /** The last part of two, again and again: it is not whole chunks, as most last ones. */
  private void parts(Transfers transfers, String file) throws IOException, InterruptedException {
    String upload = transfers.upload(file, 2L * PART - 1, PART);
    while (going.get()) {
      transfers.put(upload + "/parts/2", new Moving(PART - 1));
    }
  }

  private void downloads(Transfers transfers, String file)
      throws IOException, InterruptedException {
    byte[] buffer = new byte[1 << 16];
    while (going.get()) {
      try (InputStream content = transfers.get(file + "/content")) {
        for (int count = 0; count >= 0 && going.get(); count = content.read(buffer)) {
          moved.addAndGet(count);
        }
      }
    }
  }

  private String measured(String name, JavaProcess process, List<String> files, Transfer transfer) {
    long idle = process.heap();
    long most = 0;
    moved.set(0);
    going.set(true);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> streams =
          files.stream()
              .map(file -> CompletableFuture.runAsync(() -> run(transfer, file), threads))
              .toList();
      for (int sample = 1; sample <= SAMPLES; sample++) {
        awaitMoved(sample * MOVED, streams);
        most = Math.max(most, process.heap());
      }
      going.set(false);
      streams.forEach(CompletableFuture::join);
    }
    return String.format(
        Locale.ROOT,
        "%s: %.1f MiB of heap a stream (%d streams, the most of %d full collections)",
        name,
        (most - idle) / MIB / STREAMS,
        STREAMS,
        SAMPLES);
  }

  private static void run(Transfer transfer, String file) {
    try {
      transfer.run(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Or until a stream has failed, which is thrown. */
  private void awaitMoved(long bytes, List<CompletableFuture<Void>> streams) {
    boolean arrived =
        Poll.until(
            () -> {
              streams.stream().filter(CompletableFuture::isDone).forEach(CompletableFuture::join);
              return moved.get() >= bytes;
            },
            PATIENCE);
    if (!arrived) {
      throw new IllegalStateException("not measured, the streams stand still");
    }
  }

  /** So many bytes; without an end only until all have been measured. */
  private final class Moving extends InputStream {
    private long left;

    private Moving(long size) {
      left = size;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left == 0 || (left > PART && !going.get())) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      left -= count;
      moved.addAndGet(count);
      return count;
    }
  }
}
