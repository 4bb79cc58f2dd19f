package io.biomerkin.cloud.local.lambda;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles small Java functions; the interfaces are as {@code aws-lambda-java-core} has them. */
final class JavaCode {

  private static final String LAMBDA = "package com.amazonaws.services.lambda.runtime; public ";

  private static final List<String> CORE =
      List.of(
          LAMBDA + "interface RequestHandler<I, O> { O handleRequest(I input, Context context); }",
          LAMBDA
              + """
              interface RequestStreamHandler {
                void handleRequest(java.io.InputStream in, java.io.OutputStream out, Context context)
                    throws java.io.IOException;
              }""",
          LAMBDA
              + """
              interface Context {
                String getAwsRequestId();
                String getFunctionName();
                String getFunctionVersion();
                String getInvokedFunctionArn();
                String getLogGroupName();
                int getMemoryLimitInMB();
                int getRemainingTimeInMillis();
                ClientContext getClientContext();
                LambdaLogger getLogger();
              }""",
          LAMBDA + "interface ClientContext { java.util.Map<String, String> getCustom(); }",
          LAMBDA
              + """
              interface LambdaLogger {
                void log(String message);
                default void log(byte[] message) {}
              }""");

  private static final Pattern NAME =
      Pattern.compile("package ([\\w.]+);.*?(?:class|interface|record) (\\w+)", Pattern.DOTALL);

  private JavaCode() {}

  /** Classes of those sources, as the entries of a package. */
  static Map<String, byte[]> compiled(Path folder, String... sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<JavaFileObject> files =
        Stream.concat(Stream.of(sources), CORE.stream()).<JavaFileObject>map(Source::new).toList();
    List<String> options = List.of("-d", folder.toString(), "--release", "17", "-parameters");
    if (!compiler.getTask(said, null, null, options, null, files).call()) {
      throw new IllegalArgumentException(said.toString());
    }
    try (Stream<Path> classes = Files.walk(folder)) {
      return classes
          .filter(Files::isRegularFile)
          .collect(
              Collectors.toMap(
                  file -> folder.relativize(file).toString().replace('\\', '/'),
                  JavaCode::read,
                  (one, other) -> one,
                  TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String text) {
      super(URI.create("string:///" + name(text) + ".java"), Kind.SOURCE);
      this.text = text;
    }

    private static String name(String text) {
      Matcher matcher = NAME.matcher(text);
      if (!matcher.find()) {
        throw new IllegalArgumentException(text);
      }
      return matcher.group(1).replace('.', '/') + "/" + matcher.group(2);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
