// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.command;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.localstack.access.StackAccess;
import dev.foundation.localstack.demo.Demo;
import dev.foundation.localstack.install.Manifests;
import dev.foundation.localstack.kube.KubeBinaries;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Applies the two example foundations and tells their story. */
@Command(name = "demo", description = "Apply examples/ and show who may do what.")
final class DemoCommand implements Callable<Integer> {

  private static final int READY_WITHIN_SECONDS = 180;

  @ParentCommand private StackCommand stack = new StackCommand();

  @Override
  public Integer call() {
    tell(stack);
    return 0;
  }

  /** Tells the story of a stack that is up. */
  static void tell(StackCommand stack) {
    try (StackAccess access = stack.access()) {
      applyExamples(access.kube());
      Demo.of(access, System.out::println).run();
    }
  }

  private static void applyExamples(KubernetesClient kube) {
    System.out.println("demo: applying examples/, waiting until both workspaces are Ready");
    new Manifests(kube).applyFolder(KubeBinaries.repository().resolve("examples"));
    for (String name : List.of("acme", "globex")) {
      kube.resources(FoundationWorkspace.class)
          .inNamespace(StackAccess.NAMESPACE)
          .withName(name)
          .waitUntilCondition(DemoCommand::isReady, READY_WITHIN_SECONDS, TimeUnit.SECONDS);
      System.out.println("demo: ok    workspace " + name + " is Ready");
    }
  }

  private static boolean isReady(FoundationWorkspace workspace) {
    return workspace != null
        && workspace.getStatus() != null
        && workspace.getStatus().conditions() != null
        && workspace.getStatus().conditions().stream()
            .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
  }
}
