// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack;

/** Custom resources of the shapes the operator writes. */
final class AckManifests {
  private AckManifests() {}

  static String key(String name, String keyId) {
    return head("kms", "Key", name, "keyID", keyId)
        + """
        spec:
          description: Workspace
          enableKeyRotation: true
          tags:
          - {tagKey: foundation.dev/id, tagValue: %s}
        """
            .formatted(name);
  }

  static String alias(String name, String keyId) {
    return head("kms", "Alias", name, "name", "alias/" + name)
        + """
        spec:
          name: alias/%s
          targetKeyID: %s
        """
            .formatted(name, keyId);
  }

  static String table(String name, String keyArn) {
    return head("dynamodb", "Table", name, "tableName", name)
        + """
        spec:
          tableName: %1$s
          billingMode: PAY_PER_REQUEST
          deletionProtectionEnabled: true
          attributeDefinitions:
          - {attributeName: pk, attributeType: S}
          - {attributeName: sk, attributeType: S}
          - {attributeName: lp, attributeType: S}
          - {attributeName: ls, attributeType: S}
          keySchema:
          - {attributeName: pk, keyType: HASH}
          - {attributeName: sk, keyType: RANGE}
          globalSecondaryIndexes:
          - indexName: listing
            keySchema:
            - {attributeName: lp, keyType: HASH}
            - {attributeName: ls, keyType: RANGE}
            projection: {projectionType: KEYS_ONLY}
          sseSpecification: {enabled: true, sseType: KMS, kmsMasterKeyID: '%2$s'}
          continuousBackups: {pointInTimeRecoveryEnabled: true}
          timeToLive: {attributeName: ttl, enabled: true}
          tags:
          - {key: foundation.dev/id, value: %1$s}
        """
            .formatted(name, keyArn);
  }

  static String bucket(String name, String keyArn) {
    return head("s3", "Bucket", name, "name", name)
        + """
        spec:
          name: %1$s
          encryption:
            rules:
            - applyServerSideEncryptionByDefault: {sseAlgorithm: 'aws:kms', kmsMasterKeyID: '%2$s'}
              bucketKeyEnabled: true
          versioning: {status: Enabled}
          publicAccessBlock:
            blockPublicACLs: true
            blockPublicPolicy: true
            ignorePublicACLs: true
            restrictPublicBuckets: true
          ownershipControls:
            rules:
            - {objectOwnership: BucketOwnerEnforced}
          lifecycle:
            rules:
            - id: noncurrent
              status: Enabled
              filter: {prefix: ''}
              noncurrentVersionExpiration: {noncurrentDays: 365}
          policy: >-
            {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
            "Action":"s3:GetObject","Resource":"arn:aws:s3:::%1$s/*",
            "Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}
          tagging:
            tagSet:
            - {key: foundation.dev/id, value: %1$s}
        """
            .formatted(name, keyArn);
  }

  static String policy(String name) {
    String arn = "arn:aws:iam::000000000000:policy/foundation/" + name;
    return head("iam", "Policy", name, "arn", arn)
        + """
        spec:
          name: %1$s
          path: /foundation/
          policyDocument: >-
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject",
            "Resource":"arn:aws:s3:::%1$s/*"}]}
          tags:
          - {key: foundation.dev/id, value: %1$s}
        """
            .formatted(name);
  }

  static String role(String name, String policyArn) {
    return head("iam", "Role", name, "name", name)
        + """
        spec:
          name: %1$s
          path: /foundation/
          maxSessionDuration: 3600
          assumeRolePolicyDocument: >-
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
            "Principal":{"AWS":"000000000000"}}]}
          policies:
          - %2$s
          tags:
          - {key: foundation.dev/id, value: %1$s}
        """
            .formatted(name, policyArn);
  }

  private static String head(String service, String kind, String name, String field, String value) {
    return """
    apiVersion: %s.services.k8s.aws/v1alpha1
    kind: %s
    metadata:
      name: %s
      namespace: %s
      annotations:
        services.k8s.aws/deletion-policy: retain
        services.k8s.aws/adoption-policy: adopt-or-create
        services.k8s.aws/adoption-fields: '{"%s":"%s"}'
        kms.services.k8s.aws/pending-window-in-days: "30"
    """
        .formatted(service, kind, name, AckTarget.NAMESPACE, field, value);
  }
}
