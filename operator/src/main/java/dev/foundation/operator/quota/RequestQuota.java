// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.quota;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * AWS' default quotas of the calls that the operator makes, in requests a second for each account
 * and region; what is not here has no documented quota of its own. Sources: "Request quotas" of the
 * KMS developer guide; "Quotas in Amazon Cognito", whose operations on groups allow 5 a second for
 * each of them and each pool; ListTagsOfResource in the DynamoDB API reference.
 */
public enum RequestQuota {
  CREATE_KEY("Kms", "CreateKey", 5),
  CREATE_ALIAS("Kms", "CreateAlias", 5),
  DELETE_ALIAS("Kms", "DeleteAlias", 15),
  SCHEDULE_KEY_DELETION("Kms", "ScheduleKeyDeletion", 15),
  LIST_KEYS("Kms", "ListKeys", 500),
  GET_KEY_POLICY("Kms", "GetKeyPolicy", 1000),
  GET_KEY_ROTATION_STATUS("Kms", "GetKeyRotationStatus", 1000),
  LIST_RESOURCE_TAGS("Kms", "ListResourceTags", 2000),
  DESCRIBE_KEY("Kms", "DescribeKey", 2000),
  GET_GROUP("CognitoIdentityProvider", "GetGroup", 5),
  CREATE_GROUP("CognitoIdentityProvider", "CreateGroup", 5),
  UPDATE_GROUP("CognitoIdentityProvider", "UpdateGroup", 5),
  DELETE_GROUP("CognitoIdentityProvider", "DeleteGroup", 5),
  LIST_GROUPS("CognitoIdentityProvider", "ListGroups", 5),
  ADMIN_ADD_USER_TO_GROUP("CognitoIdentityProvider", "AdminAddUserToGroup", 25),
  ADMIN_CREATE_USER("CognitoIdentityProvider", "AdminCreateUser", 50),
  LIST_TAGS_OF_RESOURCE("DynamoDb", "ListTagsOfResource", 10);

  private static final Map<String, RequestQuota> BY_CALL =
      Arrays.stream(values())
          .collect(Collectors.toMap(q -> call(q.service, q.operation), Function.identity()));

  private final String service;
  private final String operation;
  private final int perSecond;

  RequestQuota(String service, String operation, int perSecond) {
    this.service = service;
    this.operation = operation;
    this.perSecond = perSecond;
  }

  /** As AWS names it, which is unique among these. */
  public String operation() {
    return operation;
  }

  int perSecond() {
    return perSecond;
  }

  /**
   * The quota of a call.
   *
   * @param service as the SDK's execution attributes name it
   */
  public static Optional<RequestQuota> of(String service, String operation) {
    return Optional.ofNullable(BY_CALL.get(call(service, operation)));
  }

  private static String call(String service, String operation) {
    return service + ":" + operation;
  }
}
