// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.operation.Json;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * A JSON object exactly as a member sent it: every digit, the order of its members and the
 * whitespace within are kept, so that reading it back gives the same text.
 *
 * @param json the object's text
 */
public record DocumentContent(@JsonValue @JsonRawValue String json) {

  /** The most that fits one DynamoDB item (400 KB) once encrypted. */
  public static final int MOST_BYTES = 350 * 1024;

  /**
   * Reads a request body.
   *
   * @param utf8 one JSON object, at most {@code MOST_BYTES} long
   * @throws ProblemException {@code payload-too-large}, {@code invalid-request}
   */
  public static DocumentContent of(byte[] utf8) {
    if (utf8.length > MOST_BYTES) {
      throw new ProblemException(
          ProblemType.PAYLOAD_TOO_LARGE, "A document is at most 350 KiB of JSON as sent.");
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString().strip();
      requireObject(text);
      return new DocumentContent(text);
    } catch (CharacterCodingException e) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, "The body is not UTF-8.", e);
    } catch (IOException e) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, "The body is not valid JSON.", e);
    }
  }

  /** The content as a tree; every number keeps its digits. */
  public JsonNode tree() {
    try {
      return Json.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireObject(String text) throws IOException {
    try (JsonParser parser = Json.MAPPER.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new ProblemException(
            ProblemType.INVALID_REQUEST, "The body must be one JSON object.");
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw new ProblemException(
            ProblemType.INVALID_REQUEST, "The body must be one JSON object and nothing more.");
      }
    }
  }
}
