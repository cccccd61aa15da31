# SPDX-License-Identifier: Apache-2.0
"""Cognito user pools: UpdateGroup, deletion protection, invitations under a strict password policy."""
import time

from ministack.core.responses import error_response_json, json_response
from ministack.services import cognito

CHANGEABLE = ("Description", "RoleArn", "Precedence")


def apply():
    dispatch = cognito._dispatch_idp

    async def dispatch_idp(action, data):
        if action == "UpdateGroup":
            return update_group(data)
        return deletion_refused(action, data) or await dispatch(action, data)

    cognito._dispatch_idp = dispatch_idp
    short = cognito._generate_temp_password
    # Always twelve characters, which a pool that demands more then refuses.
    cognito._generate_temp_password = lambda: short() + short()


def update_group(data):
    """Missing in ministack; a group's description carries who owns it."""
    pool, error = cognito._resolve_pool(data.get("UserPoolId"))
    if error:
        return error
    group = pool["_groups"].get(data.get("GroupName"))
    if group is None:
        return error_response_json("ResourceNotFoundException", "Group not found.", 400)
    group.update({name: data[name] for name in CHANGEABLE if name in data}, LastModifiedDate=int(time.time()))
    return json_response({"Group": cognito._group_out(group)})


def deletion_refused(action, data):
    pool = cognito._user_pools.get(data.get("UserPoolId")) if action == "DeleteUserPool" else None
    if pool and pool.get("DeletionProtection") == "ACTIVE":
        return error_response_json(
            "InvalidParameterException",
            "The user pool cannot be deleted because deletion protection is activated. "
            "Deletion protection must be inactivated first.", 400)
    return None
