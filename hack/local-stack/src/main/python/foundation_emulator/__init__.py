# SPDX-License-Identifier: Apache-2.0
"""The AWS emulator as this project runs it: ministack, with what it gets wrong mended.

One module a service; each has apply(), which replaces parts of ministack in this process and says why.
"""

MINISTACK = "1.5.33"
"""The only version whose internals the patches were written for."""
