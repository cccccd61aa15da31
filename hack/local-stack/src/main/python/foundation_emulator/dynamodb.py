# SPDX-License-Identifier: Apache-2.0
"""DynamoDB: resource policies of tables decide, and dynamodb:LeadingKeys is known."""
import json
import re

from ministack.core import iam_actions, iam_evaluator
from ministack.services import dynamodb


def apply():
    enforce_resource_policies()
    tie_policies_to_tables()
    tell_leading_keys()
    name_tables_given_by_arn()


def enforce_resource_policies():
    """ministack stores them and never looks at them again. A table's policy covers its indexes."""
    def table_policy_for_arn(arn):
        entry = dynamodb._resource_policies.get(arn.split("/index/")[0])
        return (entry["Policy"], arn.split(":")[4]) if entry else None

    dynamodb.table_policy_for_arn = table_policy_for_arn
    iam_evaluator._RESOURCE_POLICY_LOOKUPS["dynamodb"] = ("dynamodb", "table_policy_for_arn")


def tie_policies_to_tables():
    """ministack ignores a policy given to CreateTable and keeps one after DeleteTable."""
    create, delete = dynamodb._create_table, dynamodb._delete_table

    def create_table(data):
        answer = create(data)
        if answer[0] == 200 and data.get("ResourcePolicy"):
            arn = json.loads(answer[2])["TableDescription"]["TableArn"]
            dynamodb._put_resource_policy({"ResourceArn": arn, "Policy": data["ResourcePolicy"]})
        return answer

    def delete_table(data):
        answer = delete(data)
        if answer[0] == 200:
            dynamodb._resource_policies.pop(json.loads(answer[2])["TableDescription"]["TableArn"], None)
        return answer

    dynamodb._create_table, dynamodb._delete_table = create_table, delete_table


def tell_leading_keys():
    """Left absent, the key lets every ForAllValues condition pass."""
    service_context = iam_actions.dynamodb_service_context

    def with_leading_keys(body):
        context = service_context(body)
        keys = leading_keys(json.loads(body or b"{}"))
        return {**context, "dynamodb:LeadingKeys": keys} if keys else context

    iam_actions.dynamodb_service_context = with_leading_keys


def leading_keys(request):
    """The partition key values that a request names, of every table in it."""
    found = of_item(request.get("TableName"), request.get("Key") or request.get("Item"))
    found += of_condition(request)
    for table, asked in (request.get("RequestItems") or {}).items():
        items = asked.get("Keys", []) if isinstance(asked, dict) else [
            (write.get("PutRequest") or {}).get("Item") or (write.get("DeleteRequest") or {}).get("Key")
            for write in asked]
        for item in items:
            found += of_item(table, item)
    for member in request.get("TransactItems") or []:
        for operation in member.values():
            found += of_item(operation.get("TableName"), operation.get("Key") or operation.get("Item"))
    return found


def partition_key(table):
    definition = dynamodb._tables.get(str(table).rsplit("/", 1)[-1]) or {}
    return next((key["AttributeName"] for key in definition.get("KeySchema", []) if key["KeyType"] == "HASH"), None)


def of_item(table, item):
    value = (item or {}).get(partition_key(table))
    return [str(next(iter(value.values())))] if value else []


def of_condition(request):
    names = request.get("ExpressionAttributeNames") or {}
    values = request.get("ExpressionAttributeValues") or {}
    hash_key = partition_key(request.get("TableName"))
    return [str(next(iter(values[placeholder].values())))
            for name, placeholder in re.findall(r"([#\w.]+)\s*=\s*(:\w+)", request.get("KeyConditionExpression") or "")
            if names.get(name, name) == hash_key and placeholder in values]


def name_tables_given_by_arn():
    """Tags and resource policies name their table in ResourceArn, where ministack authorizes on nothing."""
    extract = iam_actions.extract_resource_arn

    def extract_resource_arn(service, method, path, headers, body, *more):
        if service == "dynamodb" and (arn := json.loads(body or b"{}").get("ResourceArn")):
            return arn
        return extract(service, method, path, headers, body, *more)

    iam_actions.extract_resource_arn = extract_resource_arn
