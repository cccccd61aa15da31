// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.account;

import java.util.SortedMap;

/**
 * What one workspace has on AWS.
 *
 * @param identities of each thing what changes when it is made anew
 * @param settings what follows from the spec, alike for all workspaces of that spec
 */
public record Footprint(SortedMap<String, String> identities, SortedMap<String, String> settings) {}
