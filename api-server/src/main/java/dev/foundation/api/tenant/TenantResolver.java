// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.tenant;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.GroupName;
import dev.foundation.crds.contract.Permission;
import dev.foundation.crds.spec.RoleSpec;
import dev.foundation.crds.status.CellStatus;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.crds.status.ResourcesStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one place where a {@code Tenant} is made. */
public final class TenantResolver {

  private static final Map<String, String> RETRY = Map.of("Retry-After", "5");

  private final TenantDirectory directory;

  /** A resolver on this directory. */
  public TenantResolver(TenantDirectory directory) {
    this.directory = directory;
  }

  /**
   * The caller at work in a workspace.
   *
   * @throws ProblemException 404 for who is not a member, before anything else; 403 without the
   *     permission or while suspended; 503 until the resources are known
   */
  public Tenant resolve(Caller caller, String address, Permission needed) {
    MemberWorkspace member = member(caller, address);
    if (!member.permissions().contains(needed)) {
      throw new ProblemException(
          ProblemType.PERMISSION_DENIED, "This needs the permission " + needed.value() + ".");
    }
    FoundationWorkspace workspace = member.workspace();
    if (workspace.getSpec().suspended()) {
      throw new ProblemException(
          ProblemType.WORKSPACE_SUSPENDED, "The platform team has suspended the workspace.");
    }
    return new Tenant(
        workspace.getMetadata().getNamespace(),
        workspace.getMetadata().getName(),
        workspace.getSpec().foundationId(),
        caller.principal(),
        member.permissions(),
        resources(workspace.getStatus()));
  }

  /**
   * A workspace the caller is in, whatever its state.
   *
   * @throws ProblemException 404 alike for a workspace that is not theirs and for none; 401 if what
   *     the token says of it has been overtaken
   */
  public MemberWorkspace member(Caller caller, String address) {
    if (caller.overtaken().contains(address)) {
      throw overtaken();
    }
    return Membership.of(caller, address)
        .flatMap(this::found)
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.WORKSPACE_NOT_FOUND,
                "The workspace does not exist, or you are not a member of it."));
  }

  /** Every workspace the caller is in, by address. */
  public List<MemberWorkspace> memberships(Caller caller) {
    return caller.groups().stream()
        .map(GroupName::workspaceAddress)
        .filter(address -> !caller.overtaken().contains(address))
        .distinct()
        .sorted()
        .flatMap(address -> Membership.of(caller, address).flatMap(this::found).stream())
        .toList();
  }

  /** A client that logs in again or refreshes its token goes on, if it still may. */
  private static ProblemException overtaken() {
    return new ProblemException(
        ProblemType.UNAUTHENTICATED,
        "Your rights in the workspace have changed since the access token was issued.",
        Map.of(
            "WWW-Authenticate",
            "Bearer error=\"invalid_token\", error_description=\"Your rights have changed\""));
  }

  private Optional<MemberWorkspace> found(Membership membership) {
    return directory
        .find(membership.namespace(), membership.workspace())
        .map(workspace ->
            new MemberWorkspace(
                membership.namespace() + "." + membership.workspace(),
                workspace,
                membership.permissions(ownRoles(workspace))));
  }

  /** Those whose groups were found to be the workspace's own, and not left over by another. */
  private static List<RoleSpec> ownRoles(FoundationWorkspace workspace) {
    List<String> own =
        Optional.ofNullable(workspace.getStatus())
            .map(FoundationWorkspaceStatus::resources)
            .map(ResourcesStatus::roles)
            .orElse(List.of());
    return workspace.getSpec().roles().stream().filter(role -> own.contains(role.name())).toList();
  }

  private static TenantResources resources(@Nullable FoundationWorkspaceStatus status) {
    CellStatus cell = status == null ? null : status.cell();
    ResourcesStatus known = status == null ? null : status.resources();
    if (cell == null || known == null || !complete(known)) {
      throw new ProblemException(
          ProblemType.WORKSPACE_NOT_READY, "The workspace is still being provisioned.", RETRY);
    }
    return new TenantResources(
        cell.account(),
        cell.region(),
        Objects.requireNonNull(known.keyArn()),
        Objects.requireNonNull(known.tableName()),
        Objects.requireNonNull(known.keyTableName()),
        Objects.requireNonNull(known.bucketName()),
        Objects.requireNonNull(known.roleArn()));
  }

  private static boolean complete(ResourcesStatus known) {
    return Stream.of(
            known.keyArn(),
            known.tableName(),
            known.keyTableName(),
            known.bucketName(),
            known.roleArn(),
            // Known once the groups, and so who is in them, were found to be its own.
            known.group())
        .allMatch(Objects::nonNull);
  }
}
