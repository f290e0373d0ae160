package io.dsstream.source;

import io.dsstream.text.Escapes;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whose certificates a server may show: those that the JDK trusts, or those of a file. Immutable;
 * the file is read at once, so that it need not be where the receiver runs.
 *
 * <pre>{@code
 * LineSources.tcp("logs.example.org", 6514).tls(TlsTrust.file(Path.of("our-ca.pem")));
 * }</pre>
 */
public final class TlsTrust implements Serializable {
  private static final long serialVersionUID = 1L;

  /** None for those of the JDK. */
  private final List<Certificate> authorities;

  private TlsTrust(List<Certificate> authorities) {
    this.authorities = authorities;
  }

  /** What the JDK trusts: its own list, or that of {@code javax.net.ssl.trustStore}. */
  public static TlsTrust system() {
    return new TlsTrust(List.of());
  }

  /**
   * The certificates of a file and what they have signed; nothing else.
   *
   * @param pem X.509 certificates as PEM, one after the other
   * @throws IllegalArgumentException if it cannot be read or has none; the message says why
   */
  public static TlsTrust file(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      List<Certificate> all =
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (all.isEmpty()) {
        throw refused(pem, "it has none", null);
      }
      return new TlsTrust(all);
    } catch (NoSuchFileException e) {
      throw refused(pem, "no such file", e);
    } catch (IOException | CertificateException e) {
      throw refused(pem, e.getMessage(), e);
    }
  }

  private static IllegalArgumentException refused(Path pem, String why, Exception cause) {
    return new IllegalArgumentException(
        Escapes.visible("TLS trust must be a file of certificates (PEM): " + pem + ": " + why),
        cause);
  }

  SSLSocketFactory sockets() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, authorities.isEmpty() ? null : trustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException("no TLS: " + e.getMessage(), e);
    }
  }

  private TrustManager[] trustManagers() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("authority-" + i, authorities.get(i));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
