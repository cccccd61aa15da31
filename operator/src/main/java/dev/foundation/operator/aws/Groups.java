// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws;

import dev.foundation.crds.contract.GroupName;
import dev.foundation.operator.plan.WorkspacePlan;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/** The workspaces' Cognito groups; as groups have no tags, the description names the owner. */
public final class Groups {

  private final AwsClients clients;

  /** Acts under this identity. */
  public Groups(AwsClients clients) {
    this.clients = clients;
  }

  /** What stands under the group's name; untagged where the description names no owner. */
  public Found find(WorkspacePlan plan, GroupName group) {
    return AwsFailure.translate(() -> {
      try {
        String description =
            cognito(plan)
                .getGroup(r -> r.userPoolId(pool(plan)).groupName(group.toString()))
                .group()
                .description();
        if (plan.groupOwner().equals(description)) {
          return new Found(Found.Ownership.OURS, "");
        }
        return WorkspacePlan.namesGroupOwner(description) ? Found.FOREIGN : Found.UNTAGGED;
      } catch (ResourceNotFoundException e) {
        return Found.ABSENT;
      }
    });
  }

  /** Creates the group; false if there is one of this name, whoever's. */
  public boolean create(WorkspacePlan plan, GroupName group) {
    return AwsFailure.translate(() -> {
      try {
        cognito(plan)
            .createGroup(r ->
                r.userPoolId(pool(plan))
                    .groupName(group.toString())
                    .description(plan.groupOwner()));
        return true;
      } catch (GroupExistsException e) {
        return false;
      }
    });
  }

  /** Writes the owner into the group's description again. */
  public void describe(WorkspacePlan plan, GroupName group) {
    AwsFailure.translate(() ->
        cognito(plan)
            .updateGroup(r ->
                r.userPoolId(pool(plan))
                    .groupName(group.toString())
                    .description(plan.groupOwner())));
  }

  /** Makes a member of the group of whoever has this e-mail address, inviting those without. */
  public void invite(WorkspacePlan plan, GroupName group, String email) {
    AwsFailure.translate(() -> {
      try {
        cognito(plan)
            .adminCreateUser(r ->
                r.userPoolId(pool(plan))
                    .username(email)
                    .desiredDeliveryMediums(DeliveryMediumType.EMAIL)
                    .userAttributes(
                        attribute("email", email), attribute("email_verified", "true")));
      } catch (UsernameExistsException e) {
        // Known to the pool from another workspace: only the membership is new.
      }
      return cognito(plan)
          .adminAddUserToGroup(
              r -> r.userPoolId(pool(plan)).username(email).groupName(group.toString()));
    });
  }

  /** Every group of the workspace, also those of roles that its spec no longer names. */
  public List<GroupName> all(WorkspacePlan plan) {
    return AwsFailure.translate(() ->
        cognito(plan).listGroupsPaginator(r -> r.userPoolId(pool(plan))).groups().stream()
            .filter(group -> plan.groupOwner().equals(group.description()))
            .flatMap(group -> GroupName.parse(group.groupName()).stream())
            .filter(group -> group.workspaceAddress().equals(plan.address()))
            .toList());
  }

  /** Deletes the group; harmless if it is gone. */
  public void delete(WorkspacePlan plan, GroupName group) {
    AwsFailure.translate(() -> {
      try {
        return cognito(plan).deleteGroup(r -> r.userPoolId(pool(plan)).groupName(group.toString()));
      } catch (ResourceNotFoundException e) {
        return e;
      }
    });
  }

  private static AttributeType attribute(String name, String value) {
    return AttributeType.builder().name(name).value(value).build();
  }

  private static String pool(WorkspacePlan plan) {
    return plan.platform().userPoolId();
  }

  /** A pool lives where its id says, whatever the workspace's region. */
  private CognitoIdentityProviderClient cognito(WorkspacePlan plan) {
    String pool = pool(plan);
    return clients.in(pool.substring(0, pool.indexOf('_'))).cognito();
  }
}
