package io.dsstream.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server's key, with a certificate by an authority of its own, made by the JDK's keytool. */
final class TestCertificate {
  private static final char[] PASSWORD = "only-of-a-test".toCharArray();

  private final KeyStore store;
  private final Certificate authority;

  private TestCertificate(KeyStore store, Certificate authority) {
    this.store = store;
    this.authority = authority;
  }

  /**
   * @param names as keytool's extension san takes them
   * @param more further options of keytool
   */
  static TestCertificate make(Path folder, String names, String... more)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("keys-" + System.nanoTime() + ".p12");
    keytool(file, "authority", "-ext", "bc:c");
    List<String> options = new ArrayList<>(List.of("-signer", "authority", "-ext", "san=" + names));
    options.addAll(List.of(more));
    keytool(file, "server", options.toArray(String[]::new));
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    Certificate authority = store.getCertificate("authority");
    store.deleteEntry("authority"); // a server with two keys would show the one it likes
    return new TestCertificate(store, authority);
  }

  private static void keytool(Path file, String alias, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
    command.addAll(List.of("-dname", "CN=" + alias, "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", new String(PASSWORD), "-keystore", file.toString()));
    command.addAll(List.of(more));
    Path log = Path.of(file + ".log");
    Process keytool =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IOException("keytool failed, or takes 60 s: " + Files.readString(log));
    }
  }

  /** What a server shows it with. */
  SSLContext context() throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** A file of the certificate of its authority, as a client trusts it. */
  Path authority(Path folder) throws IOException, GeneralSecurityException {
    return pem(folder, authority);
  }

  /** A file of the server's certificate alone. */
  Path own(Path folder) throws IOException, GeneralSecurityException {
    return pem(folder, store.getCertificate("server"));
  }

  private static Path pem(Path folder, Certificate certificate)
      throws IOException, GeneralSecurityException {
    Path file = folder.resolve("trust-" + System.nanoTime() + ".pem");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("-----BEGIN CERTIFICATE-----\n".getBytes());
      out.write(Base64.getMimeEncoder().encode(certificate.getEncoded()));
      out.write("\n-----END CERTIFICATE-----\n".getBytes());
    }
    return file;
  }
}
