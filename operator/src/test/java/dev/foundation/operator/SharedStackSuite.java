// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import dev.foundation.operator.stack.SoleTest;
import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Tests that run side by side on one stack. */
@Suite
@SelectPackages("dev.foundation.operator")
@IncludeClassNamePatterns(".*IT")
@ExcludeTags(SoleTest.TAG)
class SharedStackSuite {}
