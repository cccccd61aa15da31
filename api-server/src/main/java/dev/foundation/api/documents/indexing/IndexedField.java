// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.indexing;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A field that documents are found by.
 *
 * @param field a JSON Pointer (RFC 6901) into the document's content
 * @param revealsFrequency whether members accept that whoever reads the table learns how often each
 *     value occurs; without it no boolean is indexed
 */
public record IndexedField(String field, boolean revealsFrequency) {

  /**
   * The value of the field in its canonical form; empty where the content has none that can be
   * searched.
   */
  public Optional<String> valueIn(JsonNode content) {
    return canonical(content.at(JsonPointer.compile(field)));
  }

  /**
   * The canonical form of a value: equal for equal JSON values, whatever their notation, and
   * different for values of different types. Empty for objects, arrays, null, and for booleans
   * unless the field reveals frequencies.
   */
  public Optional<String> canonical(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> Optional.of("s" + value.textValue());
      case NUMBER -> Optional.of("n" + number(value.decimalValue()));
      case BOOLEAN -> revealsFrequency ? Optional.of("b" + value.booleanValue()) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** Never the plain digits: a short exponent would make many of them. */
  private static String number(java.math.BigDecimal value) {
    java.math.BigDecimal stripped = value.stripTrailingZeros();
    return stripped.unscaledValue() + "e" + -stripped.scale();
  }
}
