// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.localstack.account.AccountOutputs;
import dev.foundation.operator.Golden;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Who may do what to whose resources, as IAM, key, bucket and table policies decide together: every
 * role tries every call on a workspace, on another workspace and on another control plane's.
 */
@StackTest
class RoleMatrixIT {

  private static final Path TABLE = Path.of("src/test/resources/RoleMatrixIT/matrix.md");

  private final OperatorStack stack;
  private final Workspaces workspaces;

  RoleMatrixIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  @Test
  void everyRoleReachesWhatTheTableSaysAndNothingElse() {
    workspaces.apply("matrix");
    workspaces.apply("matrix-other");
    workspaces.untilReady("matrix");
    workspaces.untilReady("matrix-other");
    Target own = target("matrix");
    Target other = target("matrix-other");
    Target foreign = Target.ofAnotherControlPlane(session(administrator()));
    Map<String, Session> roles = sessions(own);
    // A bucket that holds something is not deleted by whoever may.
    Call.PUT_OBJECT.make(roles.get("workspace"), own);
    Call.PUT_OBJECT.make(workspaceRole(roles.get("api-server"), other), other);

    StringBuilder table = new StringBuilder();
    table.append("| role | call | workspace | other workspace | other control plane |\n");
    table.append("|---|---|---|---|---|\n");
    roles.forEach((role, session) -> {
      for (Call call : Call.values()) {
        table.append(
            "| %s | %s | %s | %s | %s |%n"
                .formatted(
                    role,
                    call,
                    verdict(call, session, own),
                    verdict(call, session, other),
                    verdict(call, session, foreign)));
      }
    });
    assertThat(Golden.check(TABLE, table.toString())).isTrue();
  }

  /** An error for another reason than a missing right counts as allowed. */
  private static String verdict(Call call, Session session, Target target) {
    try {
      call.make(session, target);
      return "allowed";
    } catch (AwsServiceException e) {
      String code = e.awsErrorDetails().errorCode();
      return code.startsWith("AccessDenied") || code.equals("AccessDenied") ? "-" : "allowed";
    }
  }

  private Target target(String workspace) {
    var resources = workspaces.resources(workspace);
    return Target.named(resources.tableName(), resources.keyArn(), workspace + "-1");
  }

  private Map<String, Session> sessions(Target own) {
    AccountOutputs outputs = stack.platform().cell().account().outputs();
    Map<String, Session> sessions = new LinkedHashMap<>();
    Session operator =
        platform("foundation-system", "foundation-operator", outputs.operatorRoleArn());
    Session apiServer =
        platform("foundation-system", "foundation-api-server", outputs.apiServerRoleArn());
    sessions.put("operator", operator);
    sessions.put("eraser", assumed(operator, outputs.eraserRoleArn(), null));
    sessions.put("api-server", apiServer);
    sessions.put("workspace", workspaceRole(apiServer, own));
    sessions.put("ack-s3", ack("s3", outputs.ack().s3()));
    sessions.put("ack-kms", ack("kms", outputs.ack().kms()));
    sessions.put("ack-dynamodb", ack("dynamodb", outputs.ack().dynamodb()));
    sessions.put("ack-iam", ack("iam", outputs.ack().iam()));
    return sessions;
  }

  private Session workspaceRole(Session apiServer, Target of) {
    return assumed(apiServer, of.roleArn(), of.foundationId());
  }

  private Session ack(String service, String role) {
    return platform("ack-system", "ack-" + service + "-controller", role);
  }

  private Session platform(String namespace, String account, String role) {
    return session(stack.as(namespace, account, role).credentials());
  }

  private Session assumed(Session by, String role, String externalId) {
    var issued =
        by.sts()
            .assumeRole(r -> r.roleArn(role).roleSessionName("test").externalId(externalId))
            .credentials();
    return session(
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create(
                issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken())));
  }

  private AwsCredentialsProvider administrator() {
    return StaticCredentialsProvider.create(stack.platform().cell().account().administrator());
  }

  private Session session(AwsCredentialsProvider identity) {
    return Session.of(stack.proxy().endpoint(), identity);
  }
}
