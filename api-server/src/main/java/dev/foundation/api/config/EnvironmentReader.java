// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.config;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns environment variables into a record of settings and collects what is wrong with them. */
final class EnvironmentReader {

  private final String prefix;
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  /**
   * Reads these variables.
   *
   * @param prefix of the process' own
   */
  EnvironmentReader(String prefix, Map<String, String> environment) {
    this.prefix = prefix;
    this.environment = environment;
  }

  /** The variable of a record component: {@code managementPort} is {@code …_MANAGEMENT_PORT}. */
  static String variable(String prefix, RecordComponent component) {
    return prefix + component.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }

  static Variable description(RecordComponent component) {
    return Objects.requireNonNull(component.getAnnotation(Variable.class), component::getName);
  }

  /** What else is wrong, besides single variables. */
  void require(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
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
    boolean optional = component.isAnnotationPresent(Nullable.class) || isNullable(component);
    String text = environment.getOrDefault(variable(prefix, component), "").strip();
    if (text.isEmpty()) {
      text = description.otherwise();
    }
    if (text.isEmpty()) {
      require(optional, variable(prefix, component) + " is not set");
      return null;
    }
    if (!text.matches(description.pattern())) {
      problems.add(variable(prefix, component) + " does not match " + description.pattern());
      return null;
    }
    try {
      return convert(text, component.getType());
    } catch (RuntimeException e) {
      problems.add(
          variable(prefix, component) + " is not a " + component.getType().getSimpleName());
      return null;
    }
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static Object convert(String text, Class<?> type) {
    if (type == Duration.class) {
      return Duration.parse(text);
    }
    if (type == Integer.class) {
      return Integer.valueOf(text);
    }
    if (type == Boolean.class) {
      return Boolean.valueOf(text);
    }
    if (type == Path.class) {
      return Path.of(text);
    }
    return type == URI.class ? URI.create(text) : text;
  }
}
