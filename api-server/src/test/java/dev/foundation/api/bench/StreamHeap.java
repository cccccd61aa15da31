// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import dev.foundation.api.bench.cloud.FastWorkspace;
import dev.foundation.api.testing.TestTokens;
import dev.foundation.localstack.bench.JavaProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What a running upload takes of the server's heap: what lives after a full collection in the midst
 * of several, above what lives with none.
 */
final class StreamHeap {

  private static final int STREAMS = 4;
  private static final int SAMPLES = 5;
  private static final double MIB = 1 << 20;

  /** Bytes of all streams from one collection to the next. */
  private static final long SENT = 64L << 20;

  private final FastWorkspace acme = FastWorkspace.of("acme");
  private final AtomicBoolean going = new AtomicBoolean(true);
  private final AtomicLong sent = new AtomicLong();

  void run(Consumer<String> say) throws IOException, InterruptedException {
    try (MeasuredServer server = new MeasuredServer(Map.of(acme, acme.resource()), Rivals.MEMORY)) {
      HttpClient client =
          HttpClient.newBuilder().sslContext(server.authority().clientContext()).build();
      URI api = URI.create("https://127.0.0.1:" + server.port());
      put(client, api, "/first", BodyPublishers.ofByteArray(new byte[32 << 20])).join();
      JavaProcess process = server.process();
      long idle = process.heap();
      List<CompletableFuture<Void>> streams = new ArrayList<>();
      for (int stream = 0; stream < STREAMS; stream++) {
        streams.add(put(client, api, "/" + stream, BodyPublishers.ofInputStream(Endless::new)));
      }
      long most = 0;
      for (int sample = 1; sample <= SAMPLES; sample++) {
        awaitSent(sample * SENT);
        most = Math.max(most, process.heap());
      }
      going.set(false);
      streams.forEach(CompletableFuture::join);
      say.accept(
          String.format(
              Locale.ROOT,
              "upload: %.1f MiB of heap a stream (%d streams, the most of %d full collections)",
              (most - idle) / MIB / STREAMS,
              STREAMS,
              SAMPLES));
    }
  }

  private void awaitSent(long bytes) throws InterruptedException {
    synchronized (sent) {
      while (sent.get() < bytes) {
        sent.wait();
      }
    }
  }

  private CompletableFuture<Void> put(
      HttpClient client, URI api, String path, BodyPublisher content)
      throws IOException, InterruptedException {
    String file =
        client
            .send(
                request(api, "/files")
                    .header("Content-Type", "application/json")
                    .POST(
                        BodyPublishers.ofString(
                            "{\"path\":\"" + path + "\",\"contentType\":\"text/plain\"}"))
                    .build(),
                BodyHandlers.ofString())
            .body()
            .replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    return client
        .sendAsync(
            request(api, "/files/" + file + "/content").PUT(content).build(),
            BodyHandlers.ofString())
        .thenAccept(StreamHeap::demandStored);
  }

  private static void demandStored(HttpResponse<String> answer) {
    if (answer.statusCode() != 201) {
      throw new IllegalStateException("not measured, the API answers " + answer.body());
    }
  }

  private HttpRequest.Builder request(URI api, String path) {
    return HttpRequest.newBuilder(api.resolve(acme.path() + path))
        .header("Authorization", "Bearer " + TestTokens.of(acme.group()));
  }

  /** Goes on until all have been measured. */
  private final class Endless extends InputStream {

    @Override
    public int read() {
      return going.get() ? 0 : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (!going.get()) {
        return -1;
      }
      synchronized (sent) {
        sent.addAndGet(length);
        sent.notifyAll();
      }
      return length;
    }
  }
}
