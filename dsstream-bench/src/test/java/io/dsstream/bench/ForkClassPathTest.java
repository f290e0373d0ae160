package io.dsstream.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkClassPathTest {
  @Test
  void join_spacesAndPlus_arePaths(@TempDir Path directory) throws MalformedURLException {
    Path classes = directory.resolve("my classes");
    Path jar = directory.resolve("a+b é.jar");
    assertThat(ForkClassPath.join(classes.toUri().toURL(), jar.toUri().toURL()))
        .isEqualTo(classes + File.pathSeparator + jar);
  }
}
