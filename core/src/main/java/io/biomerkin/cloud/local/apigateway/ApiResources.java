package io.biomerkin.cloud.local.apigateway;

import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;
import software.amazon.awssdk.services.apigateway.model.Resource;

/** The resources of an API, their methods and integrations. */
final class ApiResources {

  private final Apis apis;

  ApiResources(Apis apis) {
    this.apis = apis;
  }

  Resource create(String apiId, String parentId, String pathPart) {
    ApiRecord api = apis.get(apiId);
    Resource parent = get(api, parentId);
    if (!pathPart.matches("\\{[a-zA-Z0-9._:-]+\\+?}|[a-zA-Z0-9._:$,*-]+")) {
      throw ApiErrors.badRequest(
          "Resource's path part only allow a-zA-Z0-9._-:$ or a valid greedy path variable and curly"
              + " braces at the beginning and the end.");
    }
    Set<String> siblings =
        api.allResources().stream()
            .filter(each -> parentId.equals(each.parentId()))
            .map(Resource::pathPart)
            .collect(Collectors.toCollection(HashSet::new));
    if (siblings.contains(pathPart)) {
      throw ApiErrors.conflict(
          "Another resource with the same parent already has this name: " + pathPart);
    }
    if (pathPart.startsWith("{") && siblings.stream().anyMatch(part -> part.startsWith("{"))) {
      throw ApiErrors.badRequest(
          "A sibling ({"
              + siblings.stream().filter(part -> part.startsWith("{")).findFirst().orElse("")
              + "}) of this resource already has a variable path part -- only one is allowed");
    }
    Resource resource =
        Resource.builder()
            .id(Apis.id(6))
            .parentId(parentId)
            .pathPart(pathPart)
            .path(parent.path().replaceFirst("/$", "") + "/" + pathPart)
            .build();
    put(api, resource);
    return resource;
  }

  Resource get(String apiId, String id) {
    return get(apis.get(apiId), id);
  }

  List<Resource> list(String apiId) {
    return apis.get(apiId).allResources();
  }

  /** Deletes it and what is under it. */
  void delete(String apiId, String id) {
    ApiRecord api = apis.get(apiId);
    if (get(api, id).parentId() == null) {
      throw ApiErrors.badRequest("Cannot delete root resource.");
    }
    api.allResources().stream()
        .filter(each -> id.equals(each.parentId()))
        .forEach(child -> delete(apiId, child.id()));
    ApiRecord now = apis.get(apiId);
    apis.put(now.withResources(ApiRecord.minus(now.resources(), id)));
  }

  Method method(String apiId, String resourceId, String httpMethod) {
    Method method = get(apiId, resourceId).resourceMethods().get(httpMethod);
    if (method == null) {
      throw ApiErrors.notFound("Method");
    }
    return method;
  }

  void addMethod(String apiId, String resourceId, Method method) {
    if (get(apiId, resourceId).resourceMethods().containsKey(method.httpMethod())) {
      throw ApiErrors.conflict("Method already exists for this resource");
    }
    putMethod(apiId, resourceId, method);
  }

  Method putMethod(String apiId, String resourceId, Method method) {
    ApiRecord api = apis.get(apiId);
    Resource resource = get(api, resourceId);
    Map<String, Method> methods = new LinkedHashMap<>(resource.resourceMethods());
    methods.put(method.httpMethod(), method);
    put(api, resource.toBuilder().resourceMethods(methods).build());
    return method;
  }

  void deleteMethod(String apiId, String resourceId, String httpMethod) {
    method(apiId, resourceId, httpMethod);
    ApiRecord api = apis.get(apiId);
    Resource resource = get(api, resourceId);
    Map<String, Method> methods = new LinkedHashMap<>(resource.resourceMethods());
    methods.remove(httpMethod);
    put(api, resource.toBuilder().resourceMethods(methods).build());
  }

  Integration integration(String apiId, String resourceId, String httpMethod) {
    Integration integration = method(apiId, resourceId, httpMethod).methodIntegration();
    if (integration == null) {
      throw ApiErrors.notFound("Integration");
    }
    return integration;
  }

  Integration putIntegration(
      String apiId, String resourceId, String httpMethod, Integration integration) {
    Method method = method(apiId, resourceId, httpMethod);
    putMethod(apiId, resourceId, method.toBuilder().methodIntegration(integration).build());
    return integration;
  }

  void deleteIntegration(String apiId, String resourceId, String httpMethod) {
    integration(apiId, resourceId, httpMethod);
    Method method = method(apiId, resourceId, httpMethod);
    putMethod(apiId, resourceId, method.toBuilder().methodIntegration((Integration) null).build());
  }

  IntegrationResponse putIntegrationResponse(
      String apiId, String resourceId, String httpMethod, IntegrationResponse response) {
    Integration integration = integration(apiId, resourceId, httpMethod);
    Map<String, IntegrationResponse> responses =
        new LinkedHashMap<>(integration.integrationResponses());
    responses.put(response.statusCode(), response);
    putIntegration(
        apiId,
        resourceId,
        httpMethod,
        integration.toBuilder().integrationResponses(responses).build());
    return response;
  }

  MethodResponse putMethodResponse(
      String apiId, String resourceId, String httpMethod, MethodResponse response) {
    Method method = method(apiId, resourceId, httpMethod);
    Map<String, MethodResponse> responses = new LinkedHashMap<>(method.methodResponses());
    responses.put(response.statusCode(), response);
    putMethod(apiId, resourceId, method.toBuilder().methodResponses(responses).build());
    return response;
  }

  private static Resource get(ApiRecord api, String id) {
    return api.allResources().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> ApiErrors.notFound("Resource"));
  }

  private void put(ApiRecord api, Resource resource) {
    apis.put(
        api.withResources(ApiRecord.plus(api.resources(), resource.id(), SdkJson.write(resource))));
  }
}
