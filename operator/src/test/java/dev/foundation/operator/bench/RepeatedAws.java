// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.sun.net.httpserver.HttpExchange;
import dev.foundation.operator.plan.Cell;
import dev.foundation.operator.relay.Answer;
import dev.foundation.operator.relay.HttpRelay;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * AWS for many twins: what it says of the first is heard once and then told of all the others. Of
 * anything else the real one is asked.
 */
final class RepeatedAws implements HttpRelay.Answering {

  private static final ObjectMapper JSON =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
  private static final int FORBIDDEN = 403;
  private static final String UNHEARD =
      "{\"__type\":\"AccessDeniedException\",\"message\":\"nothing was heard of this\"}";

  /** Once a pass, of the administrators. */
  private static final String PASS = "GetGroup";

  private final Twin first;
  private final Cell cell;
  private final Map<String, Heard> heard = new ConcurrentHashMap<>();
  private final LongAdder reads = new LongAdder();
  private final LongAdder passes = new LongAdder();
  private final Queue<String> unheard = new ConcurrentLinkedQueue<>();
  private volatile boolean repeating;

  /** An answer, kept whole. */
  private record Heard(int status, Map<String, List<String>> headers, String body) {}

  /**
   * Listens at first.
   *
   * @param first of whom AWS knows
   */
  RepeatedAws(Twin first, Cell cell) {
    this.first = first;
    this.cell = cell;
  }

  /** From now on AWS is not asked of twins any more. */
  void repeat() {
    repeating = true;
  }

  /** Passes over twins so far. */
  long passes() {
    return passes.sum();
  }

  /** Calls of passes over twins so far. */
  long reads() {
    return reads.sum();
  }

  /** What was asked of twins and never of the first, as a change of anything would be. */
  List<String> unheard() {
    return List.copyOf(unheard);
  }

  @Override
  public Answer answer(HttpExchange asked, byte[] body, HttpRelay.Onward onward)
      throws IOException {
    String text =
        "%s %s %s %s"
            .formatted(
                asked.getRequestMethod(),
                asked.getRequestURI(),
                asked.getRequestHeaders().getFirst("X-Amz-Target"),
                ordered(new String(body, StandardCharsets.UTF_8)));
    Optional<Twin> twin = speaksOf(text);
    if (twin.isEmpty()) {
      return onward.send();
    }
    reads.increment();
    if (text.contains(PASS)) {
      passes.increment();
    }
    return repeating ? repeated(twin.get(), text) : listen(text, onward.send());
  }

  /** The fields of a JSON object come in another order in every process. */
  private static String ordered(String body) throws IOException {
    return body.startsWith("{") ? JSON.writeValueAsString(JSON.readValue(body, Map.class)) : body;
  }

  private Optional<Twin> speaksOf(String text) {
    return text.contains(first.keyId())
        ? Optional.of(first)
        : Twin.numberIn(text).map(number -> number == 0 ? first : Twin.of(number, cell));
  }

  private Answer listen(String question, Answer answer) throws IOException {
    try (InputStream body = answer.body()) {
      Map<String, List<String>> headers = new HashMap<>(answer.headers());
      // A checksum of the body, which will name another.
      headers.keySet().removeIf("x-amz-crc32"::equalsIgnoreCase);
      Heard all =
          new Heard(
              answer.status(), headers, new String(body.readAllBytes(), StandardCharsets.UTF_8));
      heard.put(question, all);
      return Answer.of(all.status(), all.headers(), all.body());
    }
  }

  private Answer repeated(Twin twin, String question) {
    Heard answer = heard.get(twin.saidOf(first, question));
    if (answer == null) {
      unheard.add(question);
      return Answer.of(FORBIDDEN, Map.of(), UNHEARD);
    }
    return Answer.of(answer.status(), answer.headers(), first.saidOf(twin, answer.body()));
  }
}
