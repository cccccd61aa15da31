// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.workspace;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Reason;
import dev.foundation.crds.status.CellStatus;
import dev.foundation.operator.config.OperatorConfig;
import dev.foundation.operator.dependents.flow.Readiness;
import dev.foundation.operator.plan.Cell;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in which account and region a workspace lives, and whether this operator may go there. */
public final class Cells {

  private static final String ACCOUNT = "services.k8s.aws/owner-account-id";
  private static final String REGION = "services.k8s.aws/default-region";

  private final OperatorConfig config;

  /** By these settings. */
  public Cells(OperatorConfig config) {
    this.config = config;
  }

  /** What the workspace's namespace says, which names its cell. */
  public static Map<String, String> annotations(
      FoundationWorkspace workspace, KubernetesClient client) {
    return Objects.requireNonNullElse(
        client
            .namespaces()
            .withName(workspace.getMetadata().getNamespace())
            .require()
            .getMetadata()
            .getAnnotations(),
        Map.of());
  }

  /** The cell that the status fixed, else the one that the namespace names now. */
  public Cell of(FoundationWorkspace workspace, Map<String, String> namespaceAnnotations) {
    return fixed(workspace).orElseGet(() -> named(namespaceAnnotations));
  }

  /** The cell that the status fixed; empty before the first reconciliation. */
  static Optional<Cell> fixed(FoundationWorkspace workspace) {
    @Nullable CellStatus cell = workspace.getStatus() == null ? null : workspace.getStatus().cell();
    return Optional.ofNullable(cell).map(c -> new Cell(c.account(), c.region()));
  }

  /** Why the workspace must not be touched; empty if it may. */
  public Optional<Readiness> refusal(
      FoundationWorkspace workspace, Map<String, String> namespaceAnnotations) {
    Cell cell = of(workspace, namespaceAnnotations);
    Cell named = named(namespaceAnnotations);
    if (!cell.equals(named)) {
      return Optional.of(
          Readiness.not(
              Reason.CELL_CHANGED,
              "made in %s, but the namespace now names %s".formatted(cell, named)));
    }
    if (!config.accounts().contains(cell.account())) {
      return Optional.of(
          Readiness.not(
              Reason.ACCOUNT_NOT_ALLOWED,
              "account %s is not one of this operator's".formatted(cell.account())));
    }
    if (!config.ownAccount().equals(cell.account())) {
      return Optional.of(
          Readiness.not(
              Reason.ACCOUNT_NOT_ALLOWED,
              "this operator's role is not of account %s".formatted(cell.account())));
    }
    return Optional.empty();
  }

  private Cell named(Map<String, String> annotations) {
    return new Cell(
        annotations.getOrDefault(ACCOUNT, config.account()),
        annotations.getOrDefault(REGION, config.region()));
  }
}
