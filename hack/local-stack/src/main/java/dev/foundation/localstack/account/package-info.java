// SPDX-License-Identifier: Apache-2.0
/**
 * The AWS account of the local stack, made as a real one is: from the CloudFormation template; and
 * its members' passwords and tokens. It acts as the account's administrator; nothing of the product
 * does. Imported by the composition of the local stack and by tests.
 */
@NullMarked
package dev.foundation.localstack.account;

import org.jspecify.annotations.NullMarked;
