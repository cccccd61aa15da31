// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** The AWS calls of the operator as the proxy counted them since it was started. */
public final class OperatorCalls {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> READS =
      List.of("Get", "List", "Describe", "Head", "Query", "AssumeRole");

  private final URI control;

  OperatorCalls(URI control) {
    this.control = control;
  }

  /**
   * Calls by what they do.
   *
   * @param passes looks at an administrators' group, of which a pass has exactly one
   */
  public record Counts(long passes, long reads, long writes) {

    /** What came after those. */
    public Counts since(Counts before) {
      return new Counts(passes - before.passes, reads - before.reads, writes - before.writes);
    }
  }

  /** Begins to count anew, as the proxy keeps the newest calls only. */
  public void forget() {
    HttpRequest delete = HttpRequest.newBuilder(control.resolve("/evidence")).DELETE().build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      http.send(delete, HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All since then. */
  public Counts counts() {
    long passes = 0;
    long reads = 0;
    long writes = 0;
    for (var call : read().properties()) {
      String action = call.getKey().substring(call.getKey().indexOf(':') + 1);
      long times = call.getValue().asLong();
      if (READS.stream().anyMatch(action::startsWith)) {
        reads += times;
      } else {
        writes += times;
      }
      passes += action.equals("GetGroup") ? times : 0;
    }
    return new Counts(passes, reads, writes);
  }

  private JsonNode read() {
    URI counts = control.resolve("/counts?identity=foundation-operator");
    try (InputStream answer = counts.toURL().openStream()) {
      return JSON.readTree(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
