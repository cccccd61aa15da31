// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.reasons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.contract.Reason;
import dev.foundation.operator.stack.OperatorStack;
import io.fabric8.kubernetes.api.model.Event;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Looks for the Events of what a test says it produces. */
final class ProducesExtension implements AfterTestExecutionCallback {

  @Override
  public void afterTestExecution(ExtensionContext context) {
    OperatorStack stack =
        context
            .getRoot()
            .getStore(Namespace.create(OperatorStack.class))
            .get(OperatorStack.class, OperatorStack.class);
    if (stack == null || context.getExecutionException().isPresent()) {
      return;
    }
    Produces produces = context.getRequiredTestMethod().getAnnotation(Produces.class);
    for (Reason reason : produces.value()) {
      assertThat(stack.client().v1().events().inAnyNamespace().list().getItems())
          .as("Events of " + reason)
          .extracting(Event::getReason)
          .contains(reason.value());
    }
  }
}
