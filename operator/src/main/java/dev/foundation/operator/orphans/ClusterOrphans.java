// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.orphans;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.aws.orphans.Claims;
import dev.foundation.operator.aws.orphans.Orphan;
import dev.foundation.operator.aws.orphans.OrphanSweep;
import dev.foundation.operator.config.OperatorConfig;
import dev.foundation.operator.plan.Cell;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.stream.Stream;

/** The orphans of the whole cluster, in every region in which it has workspaces. */
public final class ClusterOrphans {

  private final OperatorConfig config;
  private final KubernetesClient client;
  private final OrphanSweep sweep;

  public ClusterOrphans(OperatorConfig config, KubernetesClient client, AwsClients clients) {
    this.config = config;
    this.client = client;
    this.sweep = new OrphanSweep(clients);
  }

  /**
   * What no workspace claims, neither before nor after the look at AWS: one may be made, another
   * erased, meanwhile.
   *
   * @throws dev.foundation.operator.aws.AwsFailure if AWS refuses or fails a read
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if the cluster does
   */
  public List<Orphan> find() {
    List<FoundationWorkspace> before = workspaces();
    Claims claims = new Claims(config.controlPlane(), before);
    List<Orphan> found =
        cells(before)
            .flatMap(cell -> sweep.find(cell, config.platform(), claims).stream())
            .distinct()
            .toList();
    Claims now = new Claims(config.controlPlane(), workspaces());
    return found.stream().filter(now::isUnclaimed).toList();
  }

  private List<FoundationWorkspace> workspaces() {
    return client.resources(FoundationWorkspace.class).inAnyNamespace().list().getItems();
  }

  /** Other accounts than its own an operator cannot see. */
  private Stream<Cell> cells(List<FoundationWorkspace> workspaces) {
    Stream<Cell> used =
        workspaces.stream()
            .filter(one -> one.getStatus() != null && one.getStatus().cell() != null)
            .map(one -> one.getStatus().cell())
            .map(cell -> new Cell(cell.account(), cell.region()));
    return Stream.concat(Stream.of(config.defaultCell()), used)
        .filter(cell -> cell.account().equals(config.ownAccount()))
        .distinct();
  }
}
