// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.stack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A test on the shared stack that leaves the operator running and keeps to workspaces its own. */
@ExtendWith(StackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = StackTest.OPERATOR, mode = ResourceAccessMode.READ)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface StackTest {

  /** Locked by each {@link SoleTest}. */
  String OPERATOR = "operator";
}
