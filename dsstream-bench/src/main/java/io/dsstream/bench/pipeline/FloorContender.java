package io.dsstream.bench.pipeline;

import io.dsstream.block.LineFramer;
import io.dsstream.block.TextBlock;
import io.dsstream.span.BlockCounter;
import io.dsstream.table.CountTable;
import io.dsstream.tokenizer.Tokenizers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * What the first steps of DSStream's way cost by themselves, in one thread and without Spark: each
 * does what the one before it does, and more. The whole job cannot cost less.
 */
enum FloorContender implements Contender {
  /** Takes the bytes and forgets them. */
  NULL {
    @Override
    void read(SocketAddress address, LongConsumer done) throws IOException {
      try (SocketChannel in = SocketChannel.open(address)) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(READ);
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer.clear())) {
          done.accept(n);
        }
      }
    }
  },

  /** Has them in an array of the heap. */
  COPY {
    @Override
    void read(SocketAddress address, LongConsumer done) throws IOException {
      try (Socket socket = connect(address)) {
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[READ];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          done.accept(n);
        }
      }
    }
  },

  /** Cuts them into blocks of whole lines, each in an array of its own. */
  LINES {
    @Override
    void read(SocketAddress address, LongConsumer done) throws IOException {
      readBlocks(address, block -> done.accept(block.received()));
    }
  },

  /** Counts the words of the blocks too. */
  COUNT {
    @Override
    void read(SocketAddress address, LongConsumer done) throws IOException {
      CountTable table = new CountTable(SEED);
      readBlocks(
          address,
          block -> {
            BlockCounter counter = new BlockCounter(Tokenizers.space(), table);
            counter.count(block);
            done.accept(counter.tally().words());
          });
    }

    @Override
    public long total(Load load) {
      return load.count() * words(load.countsOfBlock());
    }
  };

  private static final int READ = 1 << 17;
  private static final int PAUSE_MILLIS = 25;
  private static final int MAX_LINE = 64 << 20;
  private static final long SEED = 42;

  /** Reads a connection to its end, and says how much is done as it goes on. */
  abstract void read(SocketAddress address, LongConsumer done) throws IOException;

  /** What takes a block. */
  private interface BlockSink {
    void accept(TextBlock block);
  }

  private static Socket connect(SocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.connect(address);
    return socket;
  }

  private static void readBlocks(SocketAddress address, BlockSink sink) throws IOException {
    try (Socket socket = connect(address)) {
      socket.setSoTimeout(PAUSE_MILLIS);
      InputStream in = socket.getInputStream();
      LineFramer framer = new LineFramer(MAX_LINE);
      for (int n = 0; n >= 0; n = readSome(in, framer)) {
        framer.received(n);
        TextBlock block = n == 0 || framer.space() == 0 ? framer.cut() : null;
        if (block != null) {
          sink.accept(block);
        }
      }
    }
  }

  /** Nothing after a pause: what has come is then a block, however small. */
  private static int readSome(InputStream in, LineFramer framer) throws IOException {
    try {
      return in.read(framer.buffer(), framer.position(), framer.space());
    } catch (SocketTimeoutException e) {
      return 0;
    }
  }

  @Override
  public void start(int port, LongConsumer done) {
    Thread thread =
        new Thread(
            () -> {
              try {
                read(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), done);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public long bytes() {
    return 4_000_000_000L;
  }

  /** Bytes, where no word is looked at. */
  @Override
  public long total(Load load) {
    return load.bytes();
  }

  @Override
  public List<String> collector() {
    return LocalSpark.launcherOptions();
  }

  @Override
  public String toString() {
    return "floor-" + name().toLowerCase(Locale.ROOT);
  }
}
