package io.dsstream.bench.growth;

import java.io.Serializable;

/** Where a job tells its answers; a checkpoint of the job may have it in it, without them. */
final class Answers implements Serializable {
  private static final long serialVersionUID = 1L;

  private transient volatile Answer last;

  void tell(Answer answer) {
    last = answer;
  }

  /** The answer since the last call, or null if there was none. */
  Answer take() {
    Answer answer = last;
    last = null;
    return answer;
  }
}
