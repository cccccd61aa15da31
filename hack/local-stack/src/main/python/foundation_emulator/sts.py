# SPDX-License-Identifier: Apache-2.0
"""STS: the audience of a web identity token, which clusters write as a list."""
from ministack.services import sts


def apply():
    """ministack compares the list's text; a condition on <issuer>:aud compares the one audience in it."""
    principal_of = sts._web_identity_principal

    def web_identity_principal(*request):
        principal, keys = principal_of(*request)
        return principal, {name: only(value) for name, value in keys.items()}

    sts._web_identity_principal = web_identity_principal


def only(value):
    return value[0] if isinstance(value, list) and len(value) == 1 else value
