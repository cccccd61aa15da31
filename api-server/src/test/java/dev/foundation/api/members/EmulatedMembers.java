// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

import dev.foundation.api.http.ApiContract;
import dev.foundation.api.members.remote.RemoteMembers;
import dev.foundation.api.members.remote.ReportedAccess;
import dev.foundation.api.members.remote.TrustedAuthority;
import dev.foundation.api.operation.Operations;
import dev.foundation.api.store.cognito.CallBudget;
import dev.foundation.api.store.cognito.CognitoUserDirectory;
import dev.foundation.api.store.members.DynamoMembershipStore;
import dev.foundation.api.tenant.TenantDirectory;
import dev.foundation.api.testing.TestServer;
import dev.foundation.crds.contract.GroupName;
import java.net.URI;
import java.time.Clock;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The members process but for its Kubernetes, on an emulator's user pool and table. */
public final class EmulatedMembers implements AutoCloseable {

  /** The members table. */
  public static final String TABLE = "foundation-members";

  private final CognitoIdentityProviderClient cognito;
  private final String pool;
  private final UserDirectory directory;
  private final MembershipStore store;

  @org.jspecify.annotations.Nullable private TestServer server;

  /** Makes pool and table. */
  public EmulatedMembers(CognitoIdentityProviderClient cognito, DynamoDbClient dynamoDb) {
    this.cognito = cognito;
    pool =
        cognito
            .createUserPool(create ->
                create.poolName("members").usernameAttributes(UsernameAttributeType.EMAIL))
            .userPool()
            .id();
    dynamoDb.createTable(table ->
        table
            .tableName(TABLE)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(text("pk"), text("sk"))
            .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
    directory = new CognitoUserDirectory(cognito, pool, new CallBudget(1000));
    store = new DynamoMembershipStore(dynamoDb, TABLE);
  }

  /** The directory on the pool. */
  public UserDirectory directory() {
    return directory;
  }

  /** The store in the table. */
  public MembershipStore store() {
    return store;
  }

  /** Makes a group, which is the operator's work. */
  public void create(GroupName group) {
    cognito.createGroup(create -> create.userPoolId(pool).groupName(group.toString()));
  }

  /** Serves these workspaces and answers how the API server reaches it. */
  public RemoteMembers serve(TenantDirectory workspaces) throws Exception {
    TestServer started =
        new TestServer(
            ApiContract.ofMembers(),
            workspaces,
            tenants -> {
              Operations operations = new Operations();
              new MemberOperations(tenants, directory, store, Clock.systemUTC())
                  .byId()
                  .forEach(operations::bind);
              return operations;
            },
            new ReportedAccess());
    server = started;
    return new RemoteMembers(
        URI.create("http://127.0.0.1:" + started.port()), TrustedAuthority.context(null));
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
