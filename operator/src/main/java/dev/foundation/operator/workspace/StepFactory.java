// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.workspace;

import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.aws.BranchKeys;
import dev.foundation.operator.aws.Groups;
import dev.foundation.operator.aws.Inventory;
import dev.foundation.operator.aws.WorkspaceKeys;
import dev.foundation.operator.aws.settings.LiveSettings;
import dev.foundation.operator.config.OperatorConfig;
import dev.foundation.operator.dependents.BranchKeyDependentResource;
import dev.foundation.operator.dependents.BucketDependentResource;
import dev.foundation.operator.dependents.DocumentsTableDependentResource;
import dev.foundation.operator.dependents.KeyTableDependentResource;
import dev.foundation.operator.dependents.KmsAliasDependentResource;
import dev.foundation.operator.dependents.KmsKeyDependentResource;
import dev.foundation.operator.dependents.PolicyDependentResource;
import dev.foundation.operator.dependents.RoleDependentResource;
import dev.foundation.operator.dependents.flow.DriftWatch;
import dev.foundation.operator.dependents.group.EarlierGroupDependentResource;
import dev.foundation.operator.dependents.group.GroupDependentResource;
import dev.foundation.operator.dependents.group.NewGroupDependentResource;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.config.dependent.DependentResourceSpec;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResourceFactory;
import io.javaoperatorsdk.operator.api.reconciler.dependent.NameSetter;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes the workflow's dependents, which need more than the framework would give them. */
final class StepFactory
    implements DependentResourceFactory<
        ControllerConfiguration<?>, DependentResourceSpec<?, ?, ?>> {

  private final Map<Class<?>, Supplier<DependentResource<?, ?>>> steps = new HashMap<>();

  StepFactory(OperatorConfig config, AwsClients clients, Clock clock) {
    Inventory inventory = new Inventory(clients);
    LiveSettings live = new LiveSettings(clients);
    Function<String, DriftWatch> watch = kind -> new DriftWatch(config.driftCheck(kind), clock);
    Groups groups = new Groups(clients);
    steps.put(
        KmsKeyDependentResource.class,
        () -> new KmsKeyDependentResource(new WorkspaceKeys(clients), live, watch.apply("Key")));
    steps.put(
        KmsAliasDependentResource.class,
        () -> new KmsAliasDependentResource(live, watch.apply("Alias")));
    steps.put(
        DocumentsTableDependentResource.class,
        () -> new DocumentsTableDependentResource(inventory, live, watch.apply("Table")));
    steps.put(
        KeyTableDependentResource.class,
        () -> new KeyTableDependentResource(inventory, live, watch.apply("Table")));
    steps.put(
        BucketDependentResource.class,
        () -> new BucketDependentResource(inventory, live, watch.apply("Bucket")));
    steps.put(
        PolicyDependentResource.class,
        () -> new PolicyDependentResource(inventory, live, watch.apply("Policy")));
    steps.put(
        RoleDependentResource.class,
        () -> new RoleDependentResource(inventory, live, watch.apply("Role")));
    steps.put(
        BranchKeyDependentResource.class,
        () -> new BranchKeyDependentResource(new BranchKeys(clients)));
    steps.put(EarlierGroupDependentResource.class, () -> new EarlierGroupDependentResource(groups));
    steps.put(GroupDependentResource.class, () -> new GroupDependentResource(groups));
    steps.put(NewGroupDependentResource.class, () -> new NewGroupDependentResource(groups));
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
