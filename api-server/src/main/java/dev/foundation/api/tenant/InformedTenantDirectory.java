// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.tenant;

import dev.foundation.crds.FoundationWorkspace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.Optional;

/** The directory that an informer on FoundationWorkspace keeps. */
public final class InformedTenantDirectory implements TenantDirectory, AutoCloseable {

  private final SharedIndexInformer<FoundationWorkspace> informer;

  /** Starts watching all namespaces; returns at once and retries until it can. */
  public InformedTenantDirectory(KubernetesClient client) {
    informer = client.resources(FoundationWorkspace.class).inAnyNamespace().runnableInformer(0);
    informer.exceptionHandler((started, failure) -> true);
    informer.start();
  }

  @Override
  public Optional<FoundationWorkspace> find(String namespace, String name) {
    return Optional.ofNullable(
        informer.getIndexer().getByKey(Cache.namespaceKeyFunc(namespace, name)));
  }

  /** Whether every workspace has been seen once. */
  public boolean synced() {
    return informer.hasSynced();
  }

  @Override
  public void close() {
    informer.close();
  }
}
