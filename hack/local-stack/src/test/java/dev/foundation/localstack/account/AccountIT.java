// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.Resource;
import dev.foundation.localstack.emulator.Emulator;
import dev.foundation.localstack.proxy.AwsProxy;
import dev.foundation.localstack.proxy.ProxySettings;
import dev.foundation.localstack.proxy.TestTls;
import dev.foundation.localstack.proxy.check.PolicyPrincipalCheck;
import dev.foundation.localstack.proxy.check.WebIdentityCheck;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;

class AccountIT {

  static final Path TEMPLATE = templateAbove(Path.of("").toAbsolutePath());

  private static final String NAME = "fdn-acme-1-0123456789";
  private static final String ISSUER = "https://127.0.0.1:6443";
  private static final String PRINCIPAL = "{\"AWS\":\"arn:aws:iam::000000000000:root\"}";
  private static final Map<String, AttributeValue> ITEM =
      Map.of("branch-key-id", AttributeValue.fromS("a"), "type", AttributeValue.fromS("b"));

  @TempDir private static Path directory;
  private static Emulator emulator;
  private static Account account;
  private static AwsProxy proxy;
  private static RoleClients roles;

  private static Path templateAbove(Path folder) {
    Path here = folder.resolve("cloudformation/account.yaml");
    return Files.exists(here) || folder.getParent() == null
        ? here
        : templateAbove(folder.getParent());
  }

  @BeforeAll
  static void deploy() {
    emulator = Emulator.start();
    account = Account.deploy(emulator.endpoint(), TEMPLATE, new AccountParameters(ISSUER, "local"));
    var tls = TestTls.selfSigned(directory);
    TokenIssuer issuer = new TokenIssuer(ISSUER);
    proxy =
        AwsProxy.start(
            ProxySettings.of(emulator.endpoint(), tls)
                .checking(
                    new WebIdentityCheck(
                        URI.create(ISSUER),
                        url -> new Resource(issuer.jwks(), "application/json"),
                        ISSUER,
                        "sts.amazonaws.com"),
                    new PolicyPrincipalCheck(
                        new EmulatorPrincipals(emulator.endpoint(), account.administrator()))));
    roles = new RoleClients(proxy.endpoint(), issuer);
  }

  @AfterAll
  static void stop() {
    roles.close();
    proxy.close();
    account.close();
    emulator.close();
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            refusal ->
                assertThat(refusal.awsErrorDetails().errorCode()).startsWith("AccessDenied"));
  }

  private static RoleClients.As operator() {
    return roles.as(account.outputs().operatorRoleArn(), "foundation-system:foundation-operator");
  }

  private static RoleClients.As apiServer() {
    return roles.as(
        account.outputs().apiServerRoleArn(), "foundation-system:foundation-api-server");
  }

  private static RoleClients.As ack(String service, String role) {
    return roles.as(role, "ack-system:ack-" + service + "-controller");
  }

  private static String newKey(RoleClients.As as, String controlPlane) {
    return as.kms()
        .createKey(r ->
            r.tags(
                owner("foundation.dev/id", "acme-1"),
                owner("foundation.dev/workspace", "f.acme"),
                owner("foundation.dev/control-plane", controlPlane)))
        .keyMetadata()
        .arn();
  }

  private static Tag owner(String key, String value) {
    return Tag.builder().tagKey(key).tagValue(value).build();
  }

  @Test
  void anotherServiceAccountCannotTakeARole() {
    refused(() ->
        roles.as(account.outputs().operatorRoleArn(), "foundation-system:foundation-api-server"));
  }

  @Test
  void tokensOfAnotherSignerAreRefused() {
    TokenIssuer stranger = new TokenIssuer(ISSUER);
    assertThatThrownBy(() ->
            new RoleClients(proxy.endpoint(), stranger)
                .as(account.outputs().operatorRoleArn(), "foundation-system:foundation-operator"))
        .isInstanceOf(InvalidIdentityTokenException.class);
  }

  @Test
  void theOperatorCreatesOwnedKeysOnlyAndNeverReadsWithThem() {
    String key = newKey(operator(), "local");
    refused(() -> newKey(operator(), "another"));
    refused(() -> operator().kms().createKey(r -> r.description("nobody's")));
    refused(() ->
        operator()
            .kms()
            .tagResource(r -> r.keyId(key).tags(owner("foundation.dev/control-plane", "local"))));
    var wrapped =
        operator()
            .kms()
            .generateDataKeyWithoutPlaintext(r -> r.keyId(key).keySpec("AES_256"))
            .ciphertextBlob();
    refused(() -> operator().kms().decrypt(r -> r.keyId(key).ciphertextBlob(wrapped)));
    refused(() ->
        ack("kms", account.outputs().ack().kms())
            .kms()
            .createKey(r -> r.description("a second one")));
  }

  @Test
  void tenantDataIsDeniedToOperatorAndControllers() {
    RoleClients.As dynamodb = ack("dynamodb", account.outputs().ack().dynamodb());
    RoleClients.createTable(dynamodb.dynamodb(), NAME);
    RoleClients.createTable(dynamodb.dynamodb(), NAME + "-keys");

    refused(() -> dynamodb.dynamodb().getItem(r -> r.tableName(NAME).key(ITEM)));
    refused(() -> operator().dynamodb().getItem(r -> r.tableName(NAME).key(ITEM)));
    refused(() -> operator().dynamodb().putItem(r -> r.tableName(NAME).item(ITEM)));
    assertThatCode(() -> operator().dynamodb().putItem(r -> r.tableName(NAME + "-keys").item(ITEM)))
        .doesNotThrowAnyException();
    refused(() -> apiServer().dynamodb().getItem(r -> r.tableName(NAME).key(ITEM)));
    assertThat(proxy.evidence().callsOfRole("foundation-api-server"))
        .anyMatch(call -> call.failed() && call.resources().contains(NAME));
  }

  @Test
  void theControllerOfRolesStaysUnderTheBoundary() {
    var iam = ack("iam", account.outputs().ack().iam()).iam();
    String boundary = account.outputs().permissionsBoundaryArn();
    String trust = RoleClients.trust(PRINCIPAL);
    refused(() ->
        iam.createRole(r -> r.path("/foundation/").roleName(NAME).assumeRolePolicyDocument(trust)));
    refused(() ->
        iam.createRole(
            r -> r.roleName(NAME).permissionsBoundary(boundary).assumeRolePolicyDocument(trust)));
    assertThatThrownBy(() ->
            iam.createRole(r ->
                r.path("/foundation/")
                    .roleName(NAME)
                    .permissionsBoundary(boundary)
                    .assumeRolePolicyDocument(
                        RoleClients.trust("{\"AWS\":\"arn:aws:iam::000000000000:role/nobody\"}"))))
        .hasMessageContaining("Invalid principal in policy");
    refused(() ->
        iam.createRole(r ->
            r.path("/foundation/")
                .roleName(NAME)
                .permissionsBoundary(boundary)
                .assumeRolePolicyDocument(trust)));
    iam.createRole(r ->
        r.path("/foundation/")
            .roleName(NAME)
            .permissionsBoundary(boundary)
            .assumeRolePolicyDocument(trust)
            .tags(
                software.amazon.awssdk.services.iam.model.Tag.builder()
                    .key("foundation.dev/control-plane")
                    .value("local")
                    .build()));
    refused(() ->
        iam.attachRolePolicy(
            r -> r.roleName(NAME).policyArn("arn:aws:iam::aws:policy/AdministratorAccess")));
  }

  @Test
  void onlyTheMembersProcessChangesMembershipsAndItReachesNoData() {
    String pool = account.outputs().userPoolId();
    String table = account.outputs().members().tableName();
    RoleClients.As members =
        roles.as(account.outputs().members().roleArn(), "foundation-system:foundation-members");
    operator().cognito().createGroup(r -> r.userPoolId(pool).groupName("f.acme"));
    members.cognito().adminCreateUser(r -> r.userPoolId(pool).username("carol@acme.example"));
    members
        .cognito()
        .adminAddUserToGroup(
            r -> r.userPoolId(pool).username("carol@acme.example").groupName("f.acme"));
    refused(() -> members.cognito().createGroup(r -> r.userPoolId(pool).groupName("f.b")));
    refused(() ->
        members.cognito().adminDeleteUser(r -> r.userPoolId(pool).username("carol@acme.example")));
    refused(() ->
        apiServer()
            .cognito()
            .adminAddUserToGroup(
                r -> r.userPoolId(pool).username("carol@acme.example").groupName("f.acme")));

    var item = Map.of("pk", AttributeValue.fromS("not-before"), "sk", AttributeValue.fromS("1"));
    members.dynamodb().putItem(r -> r.tableName(table).item(item));
    assertThat(
            apiServer()
                .dynamodb()
                .query(r ->
                    r.tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(
                            Map.of(":pk", AttributeValue.fromS("not-before"))))
                .count())
        .isOne();
    refused(() -> apiServer().dynamodb().putItem(r -> r.tableName(table).item(item)));
    refused(() -> apiServer().dynamodb().getItem(r -> r.tableName(table).key(item)));
    refused(() -> operator().dynamodb().getItem(r -> r.tableName(table).key(item)));
    refused(() -> members.dynamodb().getItem(r -> r.tableName("fdn-any").key(item)));
    refused(() -> members.kms().listKeys());
  }

  @Test
  void invitedMembersLogIn() {
    operator()
        .cognito()
        .adminCreateUser(
            r -> r.userPoolId(account.outputs().userPoolId()).username("alice@acme.example"));

    assertThat(account.users().tokenOf("alice@acme.example").split("\\.")).hasSize(3);
    refused(
        () -> apiServer().cognito().listGroups(r -> r.userPoolId(account.outputs().userPoolId())));
  }
}
