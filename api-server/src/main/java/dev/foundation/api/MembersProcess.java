// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api;

import dev.foundation.api.config.MembersConfig;
import dev.foundation.api.http.Admission;
import dev.foundation.api.http.ApiContract;
import dev.foundation.api.http.ApiVerticle;
import dev.foundation.api.http.listener.Listener;
import dev.foundation.api.limits.RequestRates;
import dev.foundation.api.members.MemberOperations;
import dev.foundation.api.members.MembershipStore;
import dev.foundation.api.members.UserDirectory;
import dev.foundation.api.members.remote.ReportedAccess;
import dev.foundation.api.operation.Operations;
import dev.foundation.api.store.cognito.CallBudget;
import dev.foundation.api.store.cognito.CognitoUserDirectory;
import dev.foundation.api.store.members.DynamoMembershipStore;
import dev.foundation.api.tenant.TenantResolver;
import java.time.Clock;

/**
 * Wires the members process together: the same checks of the same tokens as in the API server, the
 * right to the user pool, and no way to any workspace's data.
 */
final class MembersProcess {

  private final MembersConfig config;
  private final Clock clock = Clock.systemUTC();

  MembersProcess(MembersConfig config) {
    this.config = config;
  }

  /** Returns when it has begun to start; the process exits with 1 if it cannot. */
  void run() {
    CellWatch watch = new CellWatch(config.table(), clock);
    ServingProcess process = new ServingProcess(watch);
    TenantResolver tenants = watch.tenants();
    ApiVerticle api =
        new ApiVerticle(
            listener(config.host(), config.port()),
            ApiContract.ofMembers(),
            operations(watch, tenants),
            new Admission(
                watch.tokens(config.tokenIssuer(), config.tokenClientId(), config.tokenJwksUri()),
                tenants,
                new RequestRates(1, System::nanoTime)),
            new ReportedAccess(),
            process.meters(),
            ApiVerticle.Limits.USUAL);
    process.run(listener(config.managementHost(), config.managementPort()), api, () -> {});
  }

  private Operations operations(CellWatch watch, TenantResolver tenants) {
    String pool = config.userPoolId();
    int calls = Math.max(2, config.callsPerSecond() / config.replicas());
    UserDirectory users =
        new CognitoUserDirectory(watch.own().cognito(pool), pool, new CallBudget(calls));
    MembershipStore store = new DynamoMembershipStore(watch.own().dynamoDb(), config.table());
    Operations operations = new Operations();
    new MemberOperations(tenants, users, store, clock).byId().forEach(operations::bind);
    return operations;
  }

  private Listener listener(String host, int port) {
    return new Listener(host, port, config.tlsCertificate(), config.tlsKey());
  }
}
