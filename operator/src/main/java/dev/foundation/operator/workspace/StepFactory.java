// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.workspace;

import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.aws.BranchKeys;
import dev.foundation.operator.aws.Groups;
import dev.foundation.operator.aws.Inventory;
import dev.foundation.operator.aws.WorkspaceKeys;
import dev.foundation.operator.dependents.BranchKeyDependentResource;
import dev.foundation.operator.dependents.BucketDependentResource;
import dev.foundation.operator.dependents.DocumentsTableDependentResource;
import dev.foundation.operator.dependents.GroupDependentResource;
import dev.foundation.operator.dependents.KeyTableDependentResource;
import dev.foundation.operator.dependents.KmsAliasDependentResource;
import dev.foundation.operator.dependents.KmsKeyDependentResource;
import dev.foundation.operator.dependents.PolicyDependentResource;
import dev.foundation.operator.dependents.RoleDependentResource;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.config.dependent.DependentResourceSpec;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResourceFactory;
import io.javaoperatorsdk.operator.api.reconciler.dependent.NameSetter;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Makes the workflow's dependents, which need more than the framework would give them. */
final class StepFactory
    implements DependentResourceFactory<
        ControllerConfiguration<?>, DependentResourceSpec<?, ?, ?>> {

  private final Map<Class<?>, Supplier<DependentResource<?, ?>>> steps;

  StepFactory(AwsClients clients) {
    Inventory inventory = new Inventory(clients);
    this.steps =
        Map.of(
            KmsKeyDependentResource.class,
                () -> new KmsKeyDependentResource(new WorkspaceKeys(clients)),
            KmsAliasDependentResource.class, KmsAliasDependentResource::new,
            DocumentsTableDependentResource.class,
                () -> new DocumentsTableDependentResource(inventory),
            KeyTableDependentResource.class, () -> new KeyTableDependentResource(inventory),
            BucketDependentResource.class, () -> new BucketDependentResource(inventory),
            PolicyDependentResource.class, () -> new PolicyDependentResource(inventory),
            RoleDependentResource.class, () -> new RoleDependentResource(inventory),
            BranchKeyDependentResource.class,
                () -> new BranchKeyDependentResource(new BranchKeys(clients)),
            GroupDependentResource.class, () -> new GroupDependentResource(new Groups(clients)));
  }

  @Override
  public DependentResource<?, ?> createFrom(
      DependentResourceSpec<?, ?, ?> spec, ControllerConfiguration<?> configuration) {
    DependentResource<?, ?> step = create(spec);
    configure(step, spec, configuration);
    if (step instanceof NameSetter named) {
      named.setName(spec.getName());
    }
    return step;
  }

  @Override
  public Class<?> associatedResourceType(DependentResourceSpec<?, ?, ?> spec) {
    return create(spec).resourceType();
  }

  private DependentResource<?, ?> create(DependentResourceSpec<?, ?, ?> spec) {
    return Objects.requireNonNull(steps.get(spec.getDependentResourceClass()), spec::getName).get();
  }
}
