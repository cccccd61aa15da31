// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the environment variable behind a component of the settings. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Variable {

  /** What it sets, in one sentence. */
  String value();

  /** The value when it is not set; empty for a variable that must be set. */
  String otherwise() default "";

  /** What the whole value must match. */
  String pattern() default ".+";
}
