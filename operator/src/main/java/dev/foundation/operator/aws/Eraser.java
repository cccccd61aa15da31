// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws;

import dev.foundation.operator.plan.WorkspacePlan;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Opens erasing sessions: the eraser's role, narrowed by a session policy to one workspace. */
public final class Eraser {

  private static final String SESSION = "foundation-operator";

  private final AwsClients clients;

  /** The identity that may assume the eraser's role. */
  public Eraser(AwsClients clients) {
    this.clients = clients;
  }

  /** A session that can erase this workspace's resources and no other's. */
  public Erasure open(WorkspacePlan plan) {
    StsAssumeRoleCredentialsProvider session =
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(clients.in(plan.names().cell().region()).sts())
            .refreshRequest(r ->
                r.roleArn(plan.platform().roles().eraser())
                    .roleSessionName(SESSION)
                    .policy(plan.erasurePolicy()))
            .build();
    return new Erasure(clients.as(session), plan, session);
  }
}
