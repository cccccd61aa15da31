# SPDX-License-Identifier: Apache-2.0
"""KMS: ciphertexts that notice tampering, ReEncrypt, and what key policies decide on."""
import base64
import hashlib
import hmac
import json

from ministack.core import iam_actions, iam_evaluator
from ministack.core.responses import error_response_json, get_account_id, get_region, json_response
from ministack.services import kms

TAG = 16
CONTEXT_OF = {"kms:ReEncryptFrom": "SourceEncryptionContext", "kms:ReEncryptTo": "DestinationEncryptionContext"}
ALIAS_ACTIONS = {"kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias"}
PARTS = "foundation:parts"


def apply():
    authenticate_ciphertexts()
    serve_re_encrypt()
    tell_encryption_context()
    authorize_every_part()
    name_keys_not_aliases()


def tag_of(key, blob):
    secret = hashlib.sha256(b"tag" + str(key["_symmetric_key"]).encode()).digest()
    return hmac.new(secret, blob, "sha256").digest()[:TAG]


def authenticate_ciphertexts():
    """ministack's ciphertext is a plain XOR: a flipped bit decrypts to other data, and any KeyId will do."""
    encrypt, decrypt, data_key = kms._encrypt, kms._decrypt, kms._generate_data_key_common

    def tagged_encrypt(data):
        status, headers, body = encrypt(data)
        key = kms._resolve_key(data.get("KeyId", ""))
        if status != 200 or "_symmetric_key" not in key:
            return status, headers, body
        answer = json.loads(body)
        blob = base64.b64decode(answer["CiphertextBlob"])
        return json_response({**answer, "CiphertextBlob": base64.b64encode(blob + tag_of(key, blob)).decode()})

    def tagged_data_key(data, *action):
        key, plaintext, blob = data_key(data, *action)
        return (key, plaintext, blob + tag_of(key, blob)) if key else (key, plaintext, blob)

    def checked_decrypt(data):
        sealed = base64.b64decode(data.get("CiphertextBlob", ""))
        named = kms._resolve_key(data["KeyId"]) if data.get("KeyId") else None
        if named is not None and "_symmetric_key" not in named:
            return decrypt(data)
        key = kms._resolve_key(sealed[:36].decode("utf-8", "ignore"))
        if key is None or (data.get("KeyId") and named is None):
            return decrypt(data) if named is None else invalid_ciphertext()
        if named is not None and named["KeyId"] != key["KeyId"]:
            return error_response_json(
                "IncorrectKeyException",
                "The key ID in the request does not identify a CMK that can perform this operation.", 400)
        blob, tag = sealed[:-TAG], sealed[-TAG:]
        if not hmac.compare_digest(tag, tag_of(key, blob)):
            return kms._check_key_state(key) or invalid_ciphertext()
        return decrypt({**data, "CiphertextBlob": base64.b64encode(blob).decode()})

    kms._encrypt, kms._decrypt, kms._generate_data_key_common = tagged_encrypt, checked_decrypt, tagged_data_key


def invalid_ciphertext():
    return error_response_json("InvalidCiphertextException", "", 400)


def serve_re_encrypt():
    """Missing in ministack; the branch key's versions are made with it."""
    handle = kms.handle_request

    async def handle_request(method, path, headers, body, query_params):
        if headers.get("x-amz-target", "") == "TrentService.ReEncrypt":
            return re_encrypt(json.loads(body))
        return await handle(method, path, headers, body, query_params)

    kms.handle_request = handle_request


def re_encrypt(data):
    source = {"CiphertextBlob": data.get("CiphertextBlob", ""),
              "EncryptionContext": data.get("SourceEncryptionContext") or {},
              "KeyId": data.get("SourceKeyId", "")}
    opened = kms._decrypt(source)
    if opened[0] != 200:
        return opened
    plaintext = json.loads(opened[2])
    sealed = kms._encrypt({"KeyId": data.get("DestinationKeyId", ""), "Plaintext": plaintext["Plaintext"],
                           "EncryptionContext": data.get("DestinationEncryptionContext") or {}})
    if sealed[0] != 200:
        return sealed
    ciphertext = json.loads(sealed[2])
    return json_response({
        "CiphertextBlob": ciphertext["CiphertextBlob"],
        "SourceKeyId": plaintext["KeyId"], "KeyId": ciphertext["KeyId"],
        "SourceEncryptionAlgorithm": "SYMMETRIC_DEFAULT", "DestinationEncryptionAlgorithm": "SYMMETRIC_DEFAULT"})


def tell_encryption_context():
    """kms:EncryptionContext:<key> and kms:EncryptionContextKeys, which ministack leaves absent."""
    request_context = iam_actions.request_tag_context

    def with_kms_keys(service, action, body, params):
        context = request_context(service, action, body, params)
        if service != "kms":
            return context
        data = json.loads(body or b"{}")
        if action == "kms:ReEncrypt":
            return {**context, PARTS: parts_of_re_encrypt(data)}
        if action in ALIAS_ACTIONS:
            return {**context, PARTS: parts_of_alias(action, data)}
        return {**context, **context_keys(data.get("EncryptionContext"))}

    iam_actions.request_tag_context = with_kms_keys


def context_keys(encryption_context):
    pairs = encryption_context or {}
    if not pairs:
        return {}
    return {**{f"kms:EncryptionContext:{key}": value for key, value in pairs.items()},
            "kms:EncryptionContextKeys": list(pairs)}


def parts_of_re_encrypt(data):
    """The two actions that AWS authorizes, each on its key with its context."""
    source = data.get("SourceKeyId") or iam_actions._kms_key_id_from_ciphertext(data.get("CiphertextBlob", ""))
    keys = {"kms:ReEncryptFrom": source, "kms:ReEncryptTo": data.get("DestinationKeyId", "")}
    return [(action, key_arn(key) or "*", context_keys(data.get(CONTEXT_OF[action]))) for action, key in keys.items()]


def key_arn(reference):
    key = kms._resolve_key(reference) if reference else None
    return key["Arn"] if key else None


def parts_of_alias(action, data):
    """An alias is changed by who may do so on the alias and on each key it names, before and after."""
    name = data.get("AliasName", "")
    keys = [key_arn(name), key_arn(data.get("TargetKeyId"))]
    alias = f"arn:aws:kms:{get_region()}:{get_account_id()}:{name}"
    return [(action, arn, {}) for arn in dict.fromkeys([alias, *keys]) if arn]


def authorize_every_part():
    """kms:ReEncrypt is no IAM action: AWS asks for kms:ReEncryptFrom and kms:ReEncryptTo.

    And it asks for an alias action on the alias and on its key, where ministack asks on nothing named.
    """
    enforce = iam_evaluator.enforce

    def enforce_parts(access_key, action, service, region, resource_arn="*", service_context=None):
        parts = (service_context or {}).get(PARTS) or [(action, resource_arn, service_context)]
        for part, arn, context in parts:
            denied = enforce(access_key, part, service, region, resource_arn=arn, service_context=context)
            if denied:
                return denied
        return None

    iam_evaluator.enforce = enforce_parts
    no_policy_of_its_own_for_an_alias()


def no_policy_of_its_own_for_an_alias():
    """An alias is decided by IAM alone; ministack would ask its key's policy, which names keys."""
    policy_of = kms.key_policy_for_arn

    def key_policy_for_arn(arn):
        return None if ":alias/" in arn else policy_of(arn)

    kms.key_policy_for_arn = key_policy_for_arn


def name_keys_not_aliases():
    """AWS authorizes the use of a key through its alias on the key, never on the alias.

    Who may use keys is told that an alias leads to none, so one without a key stands for some key.
    """
    extract = iam_actions.extract_resource_arn

    def extract_resource_arn(service, *request):
        arn = extract(service, *request)
        if service != "kms" or ":alias/" not in arn:
            return arn
        return key_arn(arn) or f"arn:aws:kms:{get_region()}:{get_account_id()}:key/none"

    iam_actions.extract_resource_arn = extract_resource_arn
