// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy.evidence;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which principal each access key belongs to, learned from the answers in which STS issued it. */
public final class Identities {

  private static final Pattern KEY = Pattern.compile("<AccessKeyId>([^<]+)</AccessKeyId>");
  private static final Pattern SESSION = Pattern.compile("<Arn>([^<]+)</Arn>");

  private final Map<String, String> arns = new ConcurrentHashMap<>();

  /** Learns from an answer of AssumeRole or AssumeRoleWithWebIdentity; ignores any other text. */
  public void learn(String stsAnswer) {
    Matcher key = KEY.matcher(stsAnswer);
    Matcher session = SESSION.matcher(stsAnswer);
    if (key.find() && session.find()) {
      name(key.group(1), session.group(1));
    }
  }

  /** States whose an access key is, for keys issued elsewhere (the administrator's). */
  public void name(String accessKeyId, String arn) {
    arns.put(accessKeyId, arn);
  }

  /** The ARN, or {@code key/<id>}, or {@code anonymous} for null. */
  public String of(@Nullable String accessKeyId) {
    return accessKeyId == null ? "anonymous" : arns.getOrDefault(accessKeyId, "key/" + accessKeyId);
  }
}
