// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.foundation.api.documents.sealing.DocumentAddress;
import dev.foundation.api.documents.sealing.DocumentContent;
import dev.foundation.api.operation.Json;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a batch as they were sent.
 *
 * @param operations at least one
 */
record BatchRequest(List<Operation> operations) {

  private static final String BODY = "body";

  BatchRequest {
    operations = List.copyOf(operations);
  }

  /** What an operation does. */
  enum Kind {
    create,
    put,
    patch,
    delete,
    restore
  }

  /**
   * One operation.
   *
   * @param id null for a creation
   * @param content a merge patch for a patch, exactly as it was sent; null where there is none
   */
  record Operation(
      Kind op,
      String collection,
      @Nullable String id,
      @Nullable String ifMatch,
      @Nullable String ifNoneMatch,
      @JsonDeserialize(using = Verbatim.class) @Nullable DocumentContent content) {

    /** The address of a document that the client names. */
    DocumentAddress address() {
      return new DocumentAddress(collection, required("id", id));
    }

    DocumentContent sent() {
      return required("content", content);
    }

    Optional<String> matching() {
      return Optional.ofNullable(ifMatch);
    }

    Optional<String> noneMatching() {
      return Optional.ofNullable(ifNoneMatch);
    }

    private static <T> T required(String name, @Nullable T value) {
      if (value == null) {
        throw new ProblemException(ProblemType.INVALID_REQUEST, name + " is missing.");
      }
      return value;
    }
  }

  /**
   * Reads a body that follows the contract.
   *
   * @throws ProblemException {@code invalid-request}, {@code payload-too-large}
   */
  static BatchRequest of(byte[] body) {
    try {
      return Json.MAPPER.readerFor(BatchRequest.class).withAttribute(BODY, body).readValue(body);
    } catch (JsonMappingException e) {
      throw ofAContent(e).orElseGet(() -> invalid(e));
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  /** What is wrong with a content itself, and in which operation. */
  private static Optional<ProblemException> ofAContent(JsonMappingException failure) {
    return Optional.ofNullable(failure.getCause())
        .filter(ProblemException.class::isInstance)
        .map(ProblemException.class::cast)
        .map(problem -> problem.within("operations[" + failure.getPath().get(1).getIndex() + "]"));
  }

  private static ProblemException invalid(IOException failure) {
    return new ProblemException(
        ProblemType.INVALID_REQUEST,
        "The body does not follow its schema in the contract.",
        failure);
  }

  /** Cuts a content out of the body, so that it keeps every character. */
  private static final class Verbatim extends JsonDeserializer<DocumentContent> {

    @Override
    public DocumentContent deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      byte[] body = (byte[]) context.getAttribute(BODY);
      int start = Math.toIntExact(json.currentTokenLocation().getByteOffset());
      json.skipChildren();
      int end = Math.toIntExact(json.currentLocation().getByteOffset());
      return DocumentContent.of(Arrays.copyOfRange(body, start, end));
    }
  }

  /** The body as text, which makes two requests the same. */
  static String text(byte[] body) {
    return new String(body, UTF_8);
  }
}
