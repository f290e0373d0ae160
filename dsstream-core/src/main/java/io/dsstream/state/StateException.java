package io.dsstream.state;

/** A folder of state or of results that cannot be used, with what to do in its message. */
public final class StateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is the matter. */
  public enum Reason {
    /** Another process uses the folder. */
    IN_USE,
    /** It is damaged, made by something else, or not safe. */
    UNUSABLE
  }

  private final Reason reason;

  /** An exception of a reason, whose message is for the user. */
  public StateException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  static StateException unusable(String message) {
    return new StateException(Reason.UNUSABLE, message);
  }

  /** What is the matter. */
  public Reason reason() {
    return reason;
  }
}
