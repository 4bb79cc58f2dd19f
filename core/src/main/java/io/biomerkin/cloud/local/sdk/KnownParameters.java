package io.biomerkin.cloud.local.sdk;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Refuses by name what a request asks for and the embedded service does not do. */
public final class KnownParameters {

  private KnownParameters() {}

  /**
   * Lets a request pass that sets no other parameters than these.
   *
   * @param request the request
   * @param names the parameters that its service honours, as the API spells them: {@code Bucket}
   * @throws ProblemException naming the operation and the first other parameter
   */
  public static void only(AwsRequest request, String... names) {
    Set<String> known = Set.of(names);
    for (String name : given(request)) {
      if (!known.contains(name)) {
        throw refused(request, name);
      }
    }
  }

  /** The refusal of one parameter, or of one value of it. */
  public static ProblemException refused(AwsRequest request, String parameter) {
    String operation = request.getClass().getSimpleName().replaceFirst("Request$", "");
    return new ProblemException(
        ProblemCode.NOT_EMBEDDED,
        operation,
        "the embedded cloud does not know its parameter " + parameter,
        "docs/embedded-cloud.md lists what it has");
  }

  private static List<String> given(SdkPojo request) {
    return request.sdkFields().stream()
        .filter(field -> isGiven(field, request))
        .map(SdkField::memberName)
        .toList();
  }

  private static boolean isGiven(SdkField<?> field, SdkPojo request) {
    Object value = field.getValueOrDefault(request);
    return value != null
        && !(value instanceof SdkAutoConstructList)
        && !(value instanceof SdkAutoConstructMap);
  }
}
