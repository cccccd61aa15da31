// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.members.DirectoryUser;
import dev.foundation.api.members.EmulatedMembers;
import dev.foundation.api.members.UserDirectory;
import dev.foundation.api.members.UserDirectoryContract;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.EmulatedWorkspaces;
import dev.foundation.api.testing.Tenants;
import dev.foundation.crds.contract.GroupName;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

class CognitoUserDirectoryIT extends UserDirectoryContract {

  private static EmulatedWorkspaces workspaces;
  private static EmulatedMembers members;

  @BeforeAll
  static void start() {
    workspaces = new EmulatedWorkspaces();
    members =
        new EmulatedMembers(
            workspaces.administrator(CognitoIdentityProviderClient.builder()),
            workspaces.dynamoDb());
  }

  @AfterAll
  static void stop() {
    workspaces.close();
  }

  @Override
  protected UserDirectory directory() {
    return members.directory();
  }

  @Override
  protected void create(GroupName group) {
    members.create(group);
  }

  @Test
  void readsGroupsOfMoreThanOnePage() {
    Tenant large = Tenants.admin("large");
    create(admins(large));
    for (int i : IntStream.range(0, 70).toArray()) {
      DirectoryUser user = directory().findOrInvite(large, i + "@large.example");
      directory().join(large, user.sub(), admins(large));
    }
    assertThat(directory().members(large, admins(large))).hasSize(70).doesNotHaveDuplicates();
  }
}
