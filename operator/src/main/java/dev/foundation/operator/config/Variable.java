// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes one setting: the reader and the reference page both go by it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Variable {

  /** A sentence for people. */
  String value();

  /** What the whole value must match. */
  String pattern() default ".+";

  /** The value where none is given; empty means that one must be given. */
  String otherwise() default "";

  /** Another variable that is asked where none is given; empty means none. */
  String orElse() default "";
}
