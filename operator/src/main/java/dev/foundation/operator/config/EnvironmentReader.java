// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.config;

import dev.foundation.operator.quota.RequestRates;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns environment variables into a record of settings and collects what is wrong with them. */
final class EnvironmentReader {

  private static final String PREFIX = "FOUNDATION_OPERATOR_";

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  EnvironmentReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The variable of a record component: {@code healthPort} is {@code …_HEALTH_PORT}. */
  static String variable(RecordComponent component) {
    return PREFIX + component.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }

  static Variable description(RecordComponent component) {
    return Objects.requireNonNull(component.getAnnotation(Variable.class), component::getName);
  }

  <R extends Record> R read(Class<R> type) {
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = Arrays.stream(components).map(this::value).toArray();
    if (!problems.isEmpty()) {
      throw new InvalidEnvironmentException(problems);
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record has its canonical constructor", e);
    }
  }

  private @Nullable Object value(RecordComponent component) {
    Variable description = description(component);
    String text = text(variable(component), description);
    if (text.isEmpty()) {
      String other =
          description.orElse().isEmpty() ? "" : " and neither is " + description.orElse();
      problems.add(variable(component) + " is not set" + other);
      return null;
    }
    if (!text.matches(description.pattern())) {
      problems.add(variable(component) + " does not match " + description.pattern());
      return null;
    }
    try {
      return convert(text, component.getType());
    } catch (DateTimeParseException e) {
      problems.add(variable(component) + " is not an ISO 8601 duration");
      return null;
    } catch (IllegalArgumentException e) {
      problems.add(variable(component) + " " + e.getMessage());
      return null;
    }
  }

  private String text(String name, Variable description) {
    String own = environment.getOrDefault(name, "").strip();
    String other = environment.getOrDefault(description.orElse(), "").strip();
    if (!own.isEmpty()) {
      return own;
    }
    return other.isEmpty() ? description.otherwise() : other;
  }

  private static Object convert(String text, Class<?> type) {
    if (type == Duration.class) {
      return Duration.parse(text);
    }
    if (type == Integer.class) {
      return Integer.valueOf(text);
    }
    if (type == RequestRates.class) {
      return RequestRates.parse(text);
    }
    return type == List.class ? List.of(text.split(",", -1)) : text;
  }
}
