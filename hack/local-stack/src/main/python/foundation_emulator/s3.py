# SPDX-License-Identifier: Apache-2.0
"""S3: the expected bucket owner is checked, and bucket policies see a write's key and condition."""
from ministack.core import iam_actions
from ministack.core.responses import get_account_id
from ministack.services import s3

KEY_ID = "x-amz-server-side-encryption-aws-kms-key-id"
OWNERS = ("x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner")


def apply():
    check_expected_owner()
    tell_key_and_condition_of_writes()


def check_expected_owner():
    """ministack ignores the headers; every bucket here is the one account's."""
    handle = s3.handle_request

    async def handle_request(method, path, headers, *rest, **more):
        if any(headers.get(name, get_account_id()) != get_account_id() for name in OWNERS):
            return s3._error("AccessDenied", "Access Denied", 403)
        return await handle(method, path, headers, *rest, **more)

    s3.handle_request = handle_request


def tell_key_and_condition_of_writes():
    object_context = iam_actions._s3_object_context

    def with_more(action, query_params, path, headers):
        context = object_context(action, query_params, path, headers)
        if action == "s3:PutObject":
            context.update({f"s3:{name}": headers[name] for name in (KEY_ID, "if-none-match") if headers.get(name)})
        return context

    iam_actions._s3_object_context = with_more
