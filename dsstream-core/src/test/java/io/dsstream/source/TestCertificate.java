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
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key and a certificate signed with it, made by the JDK's keytool. */
final class TestCertificate {
  private static final char[] PASSWORD = "only-of-a-test".toCharArray();

  private final KeyStore store;

  private TestCertificate(KeyStore store) {
    this.store = store;
  }

  /**
   * @param names as keytool's extension san takes them
   * @param more further options of keytool
   */
  static TestCertificate make(Path folder, String names, String... more)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("keys-" + System.nanoTime() + ".p12");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=" + names,
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString()));
    command.addAll(List.of(more));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes());
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool failed: " + said);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return new TestCertificate(store);
  }

  /** What a server shows it with. */
  SSLContext context() throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** A file of the certificate alone, as a client trusts it. */
  Path pem(Path folder) throws IOException, GeneralSecurityException {
    Certificate certificate = store.getCertificate("server");
    Path file = folder.resolve("trust-" + System.nanoTime() + ".pem");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("-----BEGIN CERTIFICATE-----\n".getBytes());
      out.write(Base64.getMimeEncoder().encode(certificate.getEncoded()));
      out.write("\n-----END CERTIFICATE-----\n".getBytes());
    }
    return file;
  }
}
