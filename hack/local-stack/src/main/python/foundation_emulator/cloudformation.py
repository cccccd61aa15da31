# SPDX-License-Identifier: Apache-2.0
"""CloudFormation: what protects a table and a bucket, which ministack drops from the template."""
from xml.etree.ElementTree import Element, SubElement, tostring

from ministack.services import dynamodb, s3
from ministack.services.cloudformation import provisioners


def apply():
    after_creation("AWS::DynamoDB::Table", protect_table)
    after_creation("AWS::S3::Bucket", protect_bucket)


def after_creation(kind, protect):
    handler = provisioners._RESOURCE_HANDLERS[kind]
    create = handler["create"]

    def create_protected(logical_id, props, stack_name):
        name, attributes = create(logical_id, props, stack_name)
        protect(name, attributes["Arn"], props)
        return name, attributes

    handler["create"] = create_protected


def done(answer):
    """Fails the stack where the service refuses the setting."""
    if answer[0] >= 400:
        raise ValueError(answer[2])


def protect_table(name, arn, props):
    if sse := props.get("SSESpecification"):
        key = {"KMSMasterKeyId": sse["KMSMasterKeyId"]} if "KMSMasterKeyId" in sse else {}
        done(dynamodb._update_table({"TableName": name, "SSESpecification": {
            "Enabled": sse["SSEEnabled"], "SSEType": sse.get("SSEType", "KMS"), **key}}))
    if recovery := props.get("PointInTimeRecoverySpecification"):
        done(dynamodb._update_continuous_backups({"TableName": name, "PointInTimeRecoverySpecification": recovery}))
    if ttl := props.get("TimeToLiveSpecification"):
        done(dynamodb._update_ttl({"TableName": name, "TimeToLiveSpecification": ttl}))
    if policy := props.get("ResourcePolicy"):
        document = provisioners._policy_document_json(policy)
        done(dynamodb._put_resource_policy({"ResourceArn": arn, "Policy": document}))


def protect_bucket(name, arn, props):
    if props.get("ObjectLockEnabled"):
        retention = props["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]
        done(s3._put_object_lock_configuration(name, xml("ObjectLockConfiguration", {
            "ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": retention}})))
    if encryption := props.get("BucketEncryption"):
        rule = encryption["ServerSideEncryptionConfiguration"][0]
        done(s3._put_bucket_encryption(name, xml("ServerSideEncryptionConfiguration", {"Rule": {
            "ApplyServerSideEncryptionByDefault": rule["ServerSideEncryptionByDefault"],
            "BucketKeyEnabled": str(rule.get("BucketKeyEnabled", False)).lower()}})))


def xml(name, members):
    def fill(parent, values):
        for tag, value in values.items():
            element = SubElement(parent, tag)
            if isinstance(value, dict):
                fill(element, value)
            else:
                element.text = str(value)
        return parent

    return tostring(fill(Element(name, xmlns=s3.S3_NS), members))
