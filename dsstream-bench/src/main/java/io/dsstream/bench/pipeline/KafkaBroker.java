package io.dsstream.bench.pipeline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.Uuid;

/** A broker that is its own controller, in a JVM and a directory of its own, on loopback. */
final class KafkaBroker implements AutoCloseable {
  /** As its start script does. */
  private static final List<String> HEAP = List.of("-Xms1g", "-Xmx1g");

  private final int port;
  private final ChildJvm jvm;

  private KafkaBroker(int port, ChildJvm jvm) {
    this.port = port;
    this.jvm = jvm;
  }

  /** Starts one; its clients ask again until it is up. */
  static KafkaBroker start() throws IOException {
    ScratchFolder folder = ScratchFolder.create();
    int port = freePort();
    Path file = folder.path().resolve("server.properties");
    Files.write(file, properties(port, freePort(), folder.path().resolve("log")));
    format(folder, file);
    List<String> main = List.of("kafka.Kafka", file.toString());
    return new KafkaBroker(port, ChildJvm.start(folder, HEAP, main));
  }

  int port() {
    return port;
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private static List<String> properties(int port, int controller, Path log) {
    return List.of(
        "process.roles=broker,controller",
        "node.id=1",
        "controller.quorum.voters=1@127.0.0.1:" + controller,
        "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
        "controller.listener.names=CONTROLLER",
        "log.dirs=" + log,
        "offsets.topic.replication.factor=1",
        "transaction.state.log.replication.factor=1",
        "transaction.state.log.min.isr=1",
        "group.initial.rebalance.delay.ms=0");
  }

  private static void format(ScratchFolder folder, Path properties) throws IOException {
    String id = Uuid.randomUuid().toString();
    List<String> main =
        List.of("kafka.tools.StorageTool", "format", "-t", id, "-c", properties.toString());
    int code = ChildJvm.start(folder, HEAP, main).process().onExit().join().exitValue();
    if (code != 0) {
      throw new IllegalStateException("kafka's storage tool must end with 0: " + code);
    }
  }

  @Override
  public void close() {
    jvm.close();
  }
}
