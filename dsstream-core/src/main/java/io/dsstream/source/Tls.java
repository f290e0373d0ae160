package io.dsstream.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** The handshake on a connected socket, and why it fails in words a person knows. */
final class Tls {
  private static final String REQUIRE_CLOSE_NOTIFY = "com.sun.net.ssl.requireCloseNotify";
  private static final int MAX_CAUSES = 20;

  static {
    // A connection that somebody else cuts is not to look like one that has ended. The JDK reads
    // it once, for the whole JVM; who has set it is obeyed.
    if (System.getProperty(REQUIRE_CLOSE_NOTIFY) == null) {
      System.setProperty(REQUIRE_CLOSE_NOTIFY, "true");
    }
  }

  private Tls() {}

  /**
   * Makes a socket one of TLS, whose certificate is of that host (RFC 9110, 4.3.4, as for HTTPS).
   *
   * @param millis how long it may take
   */
  static SSLSocket handshake(Socket socket, TlsTrust trust, String host, int millis)
      throws IOException {
    SSLSocket tls = (SSLSocket) trust.sockets().createSocket(socket, host, socket.getPort(), true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    tls.setSSLParameters(parameters);
    tls.setSoTimeout(millis);
    // A time-out of the socket is for each read, and a peer may drip.
    CompletableFuture<Void> done =
        new CompletableFuture<Void>().orTimeout(millis, TimeUnit.MILLISECONDS);
    done.exceptionallyAsync(late -> close(socket));
    try {
      tls.startHandshake();
    } catch (IOException e) {
      throw done.complete(null) ? e : new SocketTimeoutException("TLS handshake");
    }
    if (!done.complete(null)) { // late, and the socket is closed or soon will be
      throw new SocketTimeoutException("TLS handshake");
    }
    requireValid(tls);
    return tls;
  }

  private static Void close(Socket socket) {
    try {
      socket.close();
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JDK does not look at the dates of a certificate that is trusted itself. */
  private static void requireValid(SSLSocket tls) throws IOException {
    try {
      ((X509Certificate) tls.getSession().getPeerCertificates()[0]).checkValidity();
    } catch (CertificateException e) {
      throw new SSLException(e.getMessage(), e);
    }
  }

  /** Why TLS was refused, by this end or the other. */
  static String reason(SSLException e) {
    if (has(e, CertificateExpiredException.class)) {
      return "the server's certificate has expired";
    } else if (has(e, CertificateNotYetValidException.class)) {
      return "the server's certificate is not valid yet";
    } else if (isWeak(e)) {
      return "the server's certificate is too weak";
    } else if (has(e, CertPathBuilderException.class) || has(e, CertPathValidatorException.class)) {
      return "the server's certificate is of nobody who is trusted";
    } else if (isOfOtherHost(e)) {
      return "the server's certificate is not of this host";
    } else if (e instanceof SSLHandshakeException
        && String.valueOf(e.getMessage()).contains("terminated")) {
      return "the server closed during the TLS handshake";
    } else if (String.valueOf(e.getMessage()).startsWith("Unsupported or unrecognized")) {
      return "the server does not speak TLS";
    }
    return "TLS failed: " + Optional.ofNullable(e.getMessage()).orElse(e.toString());
  }

  /** Of a key too short or a signature long broken, as {@code jdk.certpath.disabledAlgorithms}. */
  private static boolean isWeak(SSLException e) {
    return causes(e)
        .anyMatch(
            cause ->
                cause instanceof CertPathValidatorException path
                    && path.getReason() == BasicReason.ALGORITHM_CONSTRAINED);
  }

  /** The JDK tells it by its words alone. */
  private static boolean isOfOtherHost(SSLException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith("No subject alternative") || message.startsWith("No name matching");
  }

  private static boolean has(SSLException e, Class<? extends Throwable> type) {
    return causes(e).anyMatch(type::isInstance);
  }

  private static Stream<Throwable> causes(SSLException e) {
    return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
        .limit(MAX_CAUSES);
  }
}
