# SPDX-License-Identifier: Apache-2.0
"""Sends every call as the administrator of the fuzzed workspace, and heeds what no schema can say."""

import base64
import json
import subprocess
import unicodedata
import uuid
from pathlib import Path

import schemathesis

TOKEN = Path(__file__).resolve().parents[1] / "token"
ADMINISTRATOR = "grace@fuzz.example"
ROLES = ["viewers", "writers"]
PATH_BYTES = 1024
MOST_PARTS = 10_000


@schemathesis.auth(refresh_interval=600)
class MemberToken:
    """A token that is never too old."""

    sub = ""

    def get(self, case, context):
        token = subprocess.run(
            [TOKEN, ADMINISTRATOR], check=True, capture_output=True, text=True
        ).stdout.strip()
        claims = token.split(".")[1]
        MemberToken.sub = json.loads(base64.urlsafe_b64decode(claims + "=="))["sub"]
        return token

    def set(self, case, data, context):
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}


@schemathesis.hook
def before_call(context, case, kwargs):
    stay_administrator(case)
    if getattr(case.meta and case.meta.phase.data, "parameter", None) == "ws":
        # The configured workspace has taken the place of what was to be refused.
        case.path_parameters["ws"] = "none"
    if case.meta is not None and case.meta.generation.mode.is_positive:
        # Only the server knows which cursors it gave and what the digest of a generated body is.
        case.query.pop("cursor", None)
        for name in ("Content-Digest", "Repr-Digest"):
            case.headers.pop(name, None)
        if "Idempotency-Key" in case.headers:
            # A key sent again answers as at first, also of what is gone since.
            case.headers["Idempotency-Key"] = uuid.uuid4().hex
        # The coverage phase takes 0 for an entity tag.
        for name in ("If-Match", "If-None-Match"):
            if str(case.headers.get(name)) == "0":
                case.headers[name] = "*"
        if isinstance(case.body, dict) and "/documents" not in case.operation.path:
            # What a document says is its own affair.
            obey(case.body)


def stay_administrator(case):
    """Whoever removes themselves can fuzz no more."""
    if case.path_parameters.get("sub") == MemberToken.sub:
        case.path_parameters["sub"] = "nobody"
    if isinstance(case.body, dict) and str(case.body.get("email")).lower() == ADMINISTRATOR:
        case.body["email"] = "somebody@fuzz.example"


def obey(body):
    """The rules of valid bodies that are beyond a schema."""
    if body.get("roles"):
        body["roles"] = ROLES[: len(body["roles"])]
    if "path" in body and len(unicodedata.normalize("NFC", body["path"]).encode()) > PATH_BYTES:
        body["path"] = body["path"][: PATH_BYTES // 12].rstrip("/.") or "path"
    body.pop("cursor", None)
    if "partSize" in body and body["size"] > body["partSize"] * MOST_PARTS:
        del body["partSize"]
    if "fields" in body:
        body["fields"] = list({one["field"]: one for one in body["fields"]}.values())
    if "operations" in body:
        documents = [(one["collection"], one.get("id", i)) for i, one in enumerate(body["operations"])]
        body["operations"] = [
            one for i, one in enumerate(body["operations"]) if documents[i] not in documents[:i]
        ]
