// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import dev.foundation.operator.stack.SoleTest;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Tests that have a stack in turn: another than the shared one, in a process of its own. */
@Suite
@SelectPackages("dev.foundation.operator")
@IncludeClassNamePatterns(".*IT")
@IncludeTags(SoleTest.TAG)
class SoleStackSuite {}
