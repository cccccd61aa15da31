// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.operation.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one version of a document is, in the form that is sealed.
 *
 * <p>JSON: the members below by name, times as epoch milliseconds in text, and {@code content} last
 * and verbatim; a tombstone has none.
 *
 * @param createdBy the {@code sub} of who created it
 * @param updatedBy the {@code sub} of who made this version
 * @param content null for a tombstone
 */
public record DocumentEnvelope(
    DocumentAddress address,
    Instant createdAt,
    Instant updatedAt,
    String createdBy,
    String updatedBy,
    @Nullable DocumentContent content) {

  /** The envelope is one level around content that was as deep as the API takes. */
  private static final int DEEPEST = StreamReadConstraints.DEFAULT_MAX_DEPTH + 1;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .recyclerPool(Json.BUFFERS)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  /** The content, unless the document was deleted. */
  public Optional<DocumentContent> live() {
    return Optional.ofNullable(content);
  }

  /** The bytes to seal. */
  byte[] encoded() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("id", address.id());
      json.writeStringField("collection", address.collection());
      json.writeStringField("createdAt", String.valueOf(createdAt.toEpochMilli()));
      json.writeStringField("updatedAt", String.valueOf(updatedAt.toEpochMilli()));
      json.writeStringField("createdBy", createdBy);
      json.writeStringField("updatedBy", updatedBy);
      json.writeStringField("deleted", String.valueOf(content == null));
      if (content != null) {
        json.writeFieldName("content");
        json.writeRawValue(content.json());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The envelope in opened bytes.
   *
   * @throws IntegrityException if they are none
   */
  static DocumentEnvelope decoded(byte[] bytes) {
    Map<String, String> members = new HashMap<>();
    try (JsonParser json = JSON.createParser(bytes)) {
      require(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        members.put(
            name, json.nextToken() == JsonToken.VALUE_STRING ? json.getText() : raw(json, bytes));
      }
    } catch (IOException e) {
      throw new IntegrityException("an opened document is not an envelope", e);
    }
    String content = members.get("content");
    require(Boolean.parseBoolean(member(members, "deleted")) == (content == null));
    return new DocumentEnvelope(
        new DocumentAddress(member(members, "collection"), member(members, "id")),
        time(members, "createdAt"),
        time(members, "updatedAt"),
        member(members, "createdBy"),
        member(members, "updatedBy"),
        content == null ? null : new DocumentContent(content));
  }

  private static String raw(JsonParser json, byte[] bytes) throws IOException {
    require(json.currentToken() == JsonToken.START_OBJECT);
    int start = Math.toIntExact(json.currentTokenLocation().getByteOffset());
    json.skipChildren();
    int end = Math.toIntExact(json.currentLocation().getByteOffset());
    return new String(bytes, start, end - start, UTF_8);
  }

  private static Instant time(Map<String, String> members, String name) {
    return Instant.ofEpochMilli(Long.parseLong(member(members, name)));
  }

  private static String member(Map<String, String> members, String name) {
    String value = members.get(name);
    require(value != null);
    return String.valueOf(value);
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IntegrityException("an opened document is not an envelope");
    }
  }
}
