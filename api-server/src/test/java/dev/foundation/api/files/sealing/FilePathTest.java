// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "//a",
        "a/",
        "a//b",
        ".",
        "..",
        "a/./b",
        "a/../b",
        "a\u0000b",
        "a\nb",
        "a\u007fb",
        "a\ud800b"
      })
  void refusesWhatIsNoPath(String text) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> FilePath.of(text))
        .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST));
  }

  @Test
  void measuresBytesOfUtf8() {
    assertThat(FilePath.of("ü".repeat(512)).text()).hasSize(512);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> FilePath.of("ü".repeat(512) + "a"));
  }

  @Test
  void makesBothSpellingsOfALetterOne() {
    assertThat(FilePath.of("fu\u0308r")).isEqualTo(FilePath.of("f\u00fcr"));
  }

  @Test
  void beginsAtTheRootWithOrWithoutASlash() {
    assertThat(FilePath.of("/a/b")).isEqualTo(FilePath.of("a/b"));
    assertThat(FilePath.ofFolder("/")).isEqualTo(FilePath.ROOT);
  }

  @Test
  void knowsItsFolders() {
    FilePath path = FilePath.of("a/b/c.txt");
    assertThat(path.name()).isEqualTo("c.txt");
    assertThat(path.folder().trail()).extracting(FilePath::text).containsExactly("a", "a/b");
    assertThat(FilePath.of("c").folder()).isEqualTo(FilePath.ROOT);
    assertThat(FilePath.ofFolder("")).isEqualTo(FilePath.ROOT);
  }

  @Test
  void neverEchoesThePath() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> FilePath.of("Jane Doe//x"))
        .withMessageNotContaining("Jane");
  }
}
