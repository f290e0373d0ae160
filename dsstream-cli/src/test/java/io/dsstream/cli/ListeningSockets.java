package io.dsstream.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The addresses that a process listens on, from Linux's /proc (proc(5)). */
final class ListeningSockets {
  private static final String LISTEN = "0A";

  private ListeningSockets() {}

  /** Hexadecimal local addresses, as {@code 0100007F:2710}. */
  static List<String> of(long pid) throws IOException {
    Set<String> inodes = socketInodes(Path.of("/proc", Long.toString(pid), "fd"));
    List<String> addresses = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "net", table))) {
        String[] fields = line.strip().split("\\s+");
        if (fields[3].equals(LISTEN) && inodes.contains(fields[9])) {
          addresses.add(fields[1]);
        }
      }
    }
    return addresses;
  }

  /** 127.0.0.1 as IPv4 and mapped into IPv6, and ::1; each 32-bit word is in host order. */
  static boolean isLoopback(String address) {
    String host = address.substring(0, address.indexOf(':'));
    return host.equals("0100007F")
        || host.equals("0000000000000000FFFF00000100007F")
        || host.equals("00000000000000000000000001000000");
  }

  private static Set<String> socketInodes(Path descriptors) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : all) {
        try {
          String target = Files.readSymbolicLink(descriptor).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(target.substring("socket:[".length(), target.length() - 1));
          }
        } catch (NoSuchFileException e) {
          // closed meanwhile
        }
      }
    }
    return inodes;
  }
}
