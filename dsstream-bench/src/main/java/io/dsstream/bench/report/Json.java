package io.dsstream.bench.report;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The results' JSON. NaN is the string "NaN" in it, as in JMH's. Everything is ASCII. */
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Writes all or nothing, whoever ends this JVM. */
  static void write(Path file, JsonNode json) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValue(part.toFile(), json);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  static JsonNode read(Path file) throws IOException {
    return MAPPER.readTree(file.toFile());
  }

  /**
   * The JSON as a record of which it has all fields.
   *
   * @throws IllegalArgumentException if it lacks one
   */
  static <T> T as(Class<T> type, Object json) {
    return MAPPER.convertValue(json, type);
  }

  static String text(Object value) {
    return MAPPER.valueToTree(value).toString();
  }
}
