# SPDX-License-Identifier: Apache-2.0
"""The resource of calls that ministack authorizes on nothing: tables named by ARN, and aliases."""
import json

from ministack.core import iam_actions

ALIAS_ACTIONS = ("CreateAlias", "DeleteAlias", "UpdateAlias")


def apply():
    extract = iam_actions.extract_resource_arn

    def extract_resource_arn(service, method, path, headers, body, params, region, account):
        arn = extract(service, method, path, headers, body, params, region, account)
        if service not in ("dynamodb", "kms"):
            return arn
        return named_in(service, headers, body, region, account) or arn

    iam_actions.extract_resource_arn = extract_resource_arn


def named_in(service, headers, body, region, account):
    try:
        data = json.loads(body or b"{}")
    except ValueError:
        return None
    action = headers.get("x-amz-target", "").rpartition(".")[2]
    if service == "dynamodb":
        return data.get("ResourceArn")
    # AWS asks for the alias and for its key; one resource a call is all there is here.
    alias = data.get("AliasName") if action in ALIAS_ACTIONS else None
    return alias and f"arn:aws:kms:{region}:{account}:{alias}"
