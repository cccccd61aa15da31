# SPDX-License-Identifier: Apache-2.0
"""IAM's evaluation: policy variables, who a role session is, and the conditions that guard role-making."""
import re

from ministack.core import iam_actions, iam_evaluator

VARIABLE = re.compile(r"\$\{([^},]+)(?:,\s*'([^']*)')?\}")
NOTHING_MATCHES = "\x00"


def apply():
    substitute_policy_variables()
    resolve_more_condition_keys()
    tell_boundary_and_policy_of_iam_requests()
    name_resources_with_their_paths()


def substitute_policy_variables():
    """ministack compares ${aws:PrincipalTag/x} literally, so such an Allow never matches."""
    conditions_met = iam_evaluator._conditions_met

    def with_variables(conditions, context):
        return conditions_met({
            operator: {key: substituted_all(values, context) for key, values in block.items()}
            for operator, block in (conditions or {}).items() if isinstance(block, dict)
        }, context)

    def first_match(context, statements, effect):
        for statement in statements:
            if (statement.effect == effect
                    and iam_evaluator._action_matches(context.action, statement.actions, statement.not_actions)
                    and iam_evaluator._resource_matches(
                        context.resource_arn,
                        substituted_all(statement.resources, context),
                        substituted_all(statement.not_resources, context))
                    and with_variables(statement.conditions, context)):
                return statement
        return None

    iam_evaluator._conditions_met = with_variables
    iam_evaluator._first_match = first_match


def substituted_all(values, context):
    if isinstance(values, list):
        return [substituted(value, context) for value in values]
    return substituted(values, context)


def substituted(value, context):
    if not isinstance(value, str) or "${" not in value:
        return value

    def of(match):
        name, default = match.groups()
        if name in ("*", "?", "$"):
            return name
        found = iam_evaluator._resolve_condition_key(name, context)
        if isinstance(found, list):
            found = found[0] if len(found) == 1 else None
        if found is not None:
            return str(found)
        return NOTHING_MATCHES if default is None else default

    return VARIABLE.sub(of, value)


def resolve_more_condition_keys():
    """aws:PrincipalArn of a session is its role's ARN with the path, and s3:TlsVersion is known.

    The proxy in front, which sets X-Forwarded-Proto, accepts TLS 1.2 at the least: that is the version told.
    """
    resolve = iam_evaluator._resolve_condition_key

    def resolve_condition_key(key, context):
        name = key.lower()
        if name == "aws:principalarn" and ":assumed-role/" in context.principal_arn:
            return role_arn(context.principal_arn)
        if name == "s3:tlsversion":
            return "1.2" if context.secure_transport else None
        return resolve(key, context)

    iam_evaluator._resolve_condition_key = resolve_condition_key


def role_arn(session_arn):
    from ministack.services import iam
    account, name = session_arn.split(":")[4], iam_evaluator._role_name_from_assumed_arn(session_arn)
    role = iam._roles.get_scoped(account, None, name)
    return role["Arn"] if role else session_arn


def tell_boundary_and_policy_of_iam_requests():
    """iam:PermissionsBoundary and iam:PolicyARN, which ministack leaves absent."""
    request_context = iam_actions.request_tag_context

    def with_iam_keys(service, action, body, params):
        context = request_context(service, action, body, params)
        if service != "iam":
            return context
        boundary = iam_actions._query_param(params, "PermissionsBoundary") or boundary_of_target(params)
        policy = iam_actions._query_param(params, "PolicyArn")
        return {**context,
                **({"iam:PermissionsBoundary": boundary} if boundary else {}),
                **({"iam:PolicyARN": policy} if policy else {})}

    iam_actions.request_tag_context = with_iam_keys


def boundary_of_target(params):
    from ministack.services import iam
    role = iam._roles.get(iam_actions._query_param(params, "RoleName"))
    return (role or {}).get("PermissionsBoundary")


def name_resources_with_their_paths():
    """ministack authorizes role/x where the ARN is role/path/x, and creating a policy on nothing at all."""
    extract = iam_actions.extract_resource_arn

    def extract_resource_arn(service, method, path, headers, body, params, region, account):
        arn = extract(service, method, path, headers, body, params, region, account)
        return with_path(arn, params, account) if service == "iam" else arn

    iam_actions.extract_resource_arn = extract_resource_arn


def with_path(arn, params, account):
    from ministack.services import iam
    asked = iam_actions._query_param(params, "Path") or "/"
    for parameter, kind, known in (("RoleName", "role", iam._roles), ("UserName", "user", iam._users)):
        name = iam_actions._query_param(params, parameter)
        if name:
            return (known.get(name) or {}).get("Arn") or f"arn:aws:iam::{account}:{kind}{asked}{name}"
    policy = iam_actions._query_param(params, "PolicyName")
    return f"arn:aws:iam::{account}:policy{asked}{policy}" if policy and arn == "*" else arn
