// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.reasons;

import dev.foundation.crds.contract.Reason;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test that brings about these reasons; on the stack, an Event must say so when it has ended. */
@ExtendWith(ProducesExtension.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Produces {

  Reason[] value();
}
