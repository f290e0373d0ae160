package io.dsstream.cli;

import io.dsstream.join.JoinType;
import io.dsstream.source.OnEof;
import io.dsstream.source.PartialLine;
import io.dsstream.source.TcpSource;
import io.dsstream.source.TlsTrust;
import io.dsstream.tokenizer.Tokenizer;
import io.dsstream.tokenizer.Tokenizers;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From what the user typed to values; each error names the thing, the rule and the value. */
final class Converters {
  private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)?");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);
  private static final BigDecimal MAX_INTERVAL_MILLIS = BigDecimal.valueOf(86_400_000);

  private Converters() {}

  /** The message without its subject, which is the option's name; {@link Errors} puts it first. */
  private static TypeConversionException mustBe(String rule, String value) {
    return new TypeConversionException("must be " + rule + ": " + value);
  }

  private static int number(String rule, String value, int min, int max) {
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the one message for all
    }
    throw mustBe(rule, value);
  }

  static final class Port implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      return number("1..65535", value, 1, 65535);
    }
  }

  static final class Connections implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      int max = TcpSource.MAX_CONNECTIONS;
      return number("1.." + max, value, 1, max);
    }
  }

  static final class Positive implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      return number("a whole number > 0", value, 1, Integer.MAX_VALUE);
    }
  }

  static final class NotNegative implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      return number("a whole number >= 0", value, 0, Integer.MAX_VALUE);
    }
  }

  static final class Limit implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      return value.equals("all")
          ? Integer.MAX_VALUE
          : number("a whole number >= 0, or all", value, 0, Integer.MAX_VALUE);
    }
  }

  static final class JoinTypeName implements ITypeConverter<JoinType> {
    @Override
    public JoinType convert(String value) {
      return switch (value) {
        case "inner" -> JoinType.INNER;
        case "left" -> JoinType.LEFT;
        case "anti" -> JoinType.ANTI;
        default -> throw mustBe("inner, left or anti", value);
      };
    }
  }

  static final class Server implements ITypeConverter<Input.Server> {
    private static final Pattern URL =
        Pattern.compile("(tcp|tls)://(\\[[^\\]]+\\]|[^:/]+):(\\d{1,5})");

    @Override
    public Input.Server convert(String value) {
      Matcher url = URL.matcher(value);
      int port = url.matches() ? Integer.parseInt(url.group(3)) : 0;
      if (port < 1 || port > 65535) {
        throw mustBe("tcp://HOST:PORT or tls://HOST:PORT", value);
      }
      String host = url.group(2).replaceAll("[\\[\\]]", "");
      return new Input.Server(host, port, url.group(1).equals("tls"));
    }
  }

  static final class ReductionName implements ITypeConverter<Reduction> {
    @Override
    public Reduction convert(String value) {
      try {
        return Reduction.parse(value);
      } catch (IllegalArgumentException e) {
        if (e.getMessage() != null) {
          throw new TypeConversionException(e.getMessage());
        }
        throw mustBe(Reduction.NAMES, value);
      }
    }
  }

  static final class Interval implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      BigDecimal millis;
      try {
        millis = new BigDecimal(value).movePointRight(3);
      } catch (NumberFormatException e) {
        throw mustBe("a number of seconds, as 10 or 0.5", value);
      }
      if (millis.signum() <= 0) {
        throw mustBe("> 0", value);
      }
      if (millis.compareTo(BigDecimal.ONE) < 0 || millis.compareTo(MAX_INTERVAL_MILLIS) > 0) {
        throw mustBe("0.001..86400 seconds", value);
      }
      if (millis.stripTrailingZeros().scale() > 0) {
        throw mustBe("a whole number of milliseconds", value);
      }
      return Duration.ofMillis(millis.longValue());
    }
  }

  static final class Time implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      Matcher time = TIME.matcher(value);
      if (!time.matches()) {
        throw mustBe("a number with ms, s, m or h, as 30s", value);
      }
      long unit = MILLIS.get(time.group(2) == null ? "s" : time.group(2));
      long millis = new BigDecimal(time.group(1)).multiply(BigDecimal.valueOf(unit)).longValue();
      if (millis == 0) {
        throw mustBe(">= 1ms", value);
      }
      return Duration.ofMillis(millis);
    }
  }

  static final class Eof implements ITypeConverter<OnEof> {
    @Override
    public OnEof convert(String value) {
      return constant(OnEof.class, "reconnect or stop", value);
    }
  }

  static final class Partial implements ITypeConverter<PartialLine> {
    @Override
    public PartialLine convert(String value) {
      return constant(PartialLine.class, "count or drop", value);
    }
  }

  static final class Trust implements ITypeConverter<TlsTrust> {
    @Override
    public TlsTrust convert(String value) {
      try {
        return TlsTrust.file(Path.of(value));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage().replaceFirst("^TLS trust ", ""));
      }
    }
  }

  static final class Folder implements ITypeConverter<Path> {
    private static final String SCHEME = "files:";

    @Override
    public Path convert(String value) {
      if (!value.startsWith(SCHEME) || value.equals(SCHEME)) {
        throw mustBe("files:DIR, or left out for a server", value);
      }
      return Path.of(value.substring(SCHEME.length()));
    }
  }

  static final class FormatName implements ITypeConverter<SinkOptions.Format> {
    @Override
    public SinkOptions.Format convert(String value) {
      return constant(SinkOptions.Format.class, "pprint, json, csv or table", value);
    }
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String rule, String value) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
        return constant;
      }
    }
    throw mustBe(rule, value);
  }

  static final class TokenizerName implements ITypeConverter<Tokenizer> {
    private static final String PATTERN = "pattern:";

    @Override
    public Tokenizer convert(String value) {
      if (value.startsWith(PATTERN)) {
        return pattern(value.substring(PATTERN.length()));
      }
      return switch (value) {
        case "space" -> Tokenizers.space();
        case "whitespace" -> Tokenizers.whitespace();
        case "words" -> Tokenizers.words();
        default -> throw mustBe("space, whitespace, words or pattern:REGEX", value);
      };
    }

    private static Tokenizer pattern(String regex) {
      try {
        return Tokenizers.pattern(regex);
      } catch (PatternSyntaxException e) {
        throw mustBe("a regular expression", regex + ": " + e.getDescription());
      }
    }
  }

  static final class Words implements ITypeConverter<Set<String>> {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    @Override
    public Set<String> convert(String value) {
      try {
        return Files.readAllLines(Path.of(value)).stream()
            .map(word -> word.replace(BYTE_ORDER_MARK, "").strip())
            .filter(word -> !word.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
      } catch (IOException | RuntimeException e) {
        throw mustBe("a readable file", value + ": " + reason(e));
      }
    }
  }

  static final class Master implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      if (!Masters.isMaster(value)) {
        throw mustBe("local[N] or spark://HOST:PORT", value);
      }
      if (Masters.starves(value, 1)) {
        throw mustBe("local[2] or more, for a receiver takes one thread", value);
      }
      return value;
    }
  }

  static final class KeyValue implements ITypeConverter<Map.Entry<String, String>> {
    // Given as properties they would go past the options' checks.
    private static final Map<String, String> OPTIONS =
        Map.of(
            "spark.master", "--master", "spark.ui.enabled", "--ui", "spark.ui.port", "--ui=PORT");

    @Override
    public Map.Entry<String, String> convert(String value) {
      int equals = value.indexOf('=');
      if (equals < 1) {
        throw mustBe("KEY=VALUE", value);
      }
      String key = value.substring(0, equals).strip();
      String option = OPTIONS.get(key);
      if (option != null) {
        throw mustBe("given as " + option, value);
      }
      return Map.entry(key, value.substring(equals + 1));
    }
  }

  /** Why a file cannot be read, in words a person knows. */
  static String reason(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    } else if (e instanceof CharacterCodingException) {
      return "not UTF-8";
    } else if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e.getMessage();
  }
}
