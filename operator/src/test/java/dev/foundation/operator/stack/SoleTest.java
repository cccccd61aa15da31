// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.stack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A test that ends the operator or counts what it does, and so has the stack to itself. */
@ExtendWith(StackExtension.class)
@ResourceLock(StackTest.OPERATOR)
@Tag(SoleTest.TAG)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SoleTest {

  /** By which the suites tell them from the others. */
  String TAG = "sole";
}
