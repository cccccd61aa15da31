// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.reasons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Reason;
import dev.foundation.operator.stack.OperatorStack;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Looks for the Events of what a test says it produces, told since it began. */
final class ProducesExtension implements BeforeTestExecutionCallback, AfterTestExecutionCallback {

  private static final String BEGUN = "begun";

  @Override
  public void beforeTestExecution(ExtensionContext context) {
    own(context).put(BEGUN, Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

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
    Instant begun = own(context).get(BEGUN, Instant.class);
    Produces produces = context.getRequiredTestMethod().getAnnotation(Produces.class);
    for (Reason reason : produces.value()) {
      assertThat(eventsOfWorkspaces(stack))
          .as("Events of " + reason)
          .filteredOn(event -> !Instant.parse(event.getLastTimestamp()).isBefore(begun))
          .extracting(Event::getReason)
          .contains(reason.value());
    }
  }

  /** Not those of kube-apiserver itself, which have an {@code eventTime} and no last timestamp. */
  private static List<Event> eventsOfWorkspaces(OperatorStack stack) {
    String kind = HasMetadata.getKind(FoundationWorkspace.class);
    return stack
        .client()
        .v1()
        .events()
        .inAnyNamespace()
        .withField("involvedObject.kind", kind)
        .list()
        .getItems();
  }

  private static ExtensionContext.Store own(ExtensionContext context) {
    return context.getStore(Namespace.create(ProducesExtension.class, context.getUniqueId()));
  }
}
