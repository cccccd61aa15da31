// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.tenant.TenantResources;
import dev.foundation.api.testing.EmulatedWorkspaces;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.sts.model.StsException;

class AssumedRoleClientsIT {

  private static EmulatedWorkspaces workspaces;
  private static Tenant acme;
  private static Tenant globex;

  @BeforeAll
  static void start() {
    workspaces = new EmulatedWorkspaces();
    acme = workspaces.create("acme");
    globex = workspaces.create("globex");
  }

  @AfterAll
  static void stop() {
    workspaces.close();
  }

  @Test
  void reachesTheWorkspacesOwnTable() {
    assertThat(read(acme, acme.resources().tableName())).isFalse();
  }

  @Test
  void reachesNoTableOfAnotherWorkspace() {
    assertThatExceptionOfType(DynamoDbException.class)
        .isThrownBy(() -> read(acme, globex.resources().tableName()))
        .satisfies(
            refused -> assertThat(refused.awsErrorDetails().errorCode()).contains("AccessDenied"));
  }

  @Test
  void cannotAssumeARoleUnderAnotherFoundationsId() {
    Tenant confused = with(acme, "acme", globex.resources());

    assertThatExceptionOfType(StsException.class)
        .isThrownBy(() -> read(confused, globex.resources().tableName()))
        .satisfies(
            refused -> assertThat(refused.awsErrorDetails().errorCode()).contains("AccessDenied"));
  }

  @Test
  void keepsClientsUntilTheResourcesChange() {
    TenantResources own = acme.resources();
    TenantResources changed =
        new TenantResources(
            own.account(),
            own.region(),
            own.keyArn(),
            own.tableName(),
            own.keyTableName(),
            own.bucketName(),
            own.roleArn() + "-2");

    assertThat(workspaces.clients().dynamoDb(with(acme, "acme", own)))
        .isSameAs(workspaces.clients().dynamoDb(acme))
        .isNotSameAs(workspaces.clients().dynamoDb(globex))
        .isNotSameAs(workspaces.clients().dynamoDb(with(acme, "acme", changed)));
  }

  private static boolean read(Tenant tenant, String table) {
    return workspaces
        .clients()
        .dynamoDb(tenant)
        .getItem(get ->
            get.tableName(table)
                .key(Map.of("pk", AttributeValue.fromS("d.x"), "sk", AttributeValue.fromS("c"))))
        .hasItem();
  }

  private static Tenant with(Tenant tenant, String foundationId, TenantResources resources) {
    return new Tenant(
        tenant.namespace(),
        tenant.workspace(),
        foundationId,
        tenant.principal(),
        tenant.permissions(),
        resources);
  }
}
