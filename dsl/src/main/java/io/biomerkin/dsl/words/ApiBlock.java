package io.biomerkin.dsl.words;

import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import io.biomerkin.dsl.read.Findings;
import io.biomerkin.model.Api.Auth;
import io.biomerkin.model.Api.Method;
import io.biomerkin.model.Api.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code api { }}: the routes of the REST API. */
public final class ApiBlock extends Block {

  private final List<Route> routes = new ArrayList<>();

  ApiBlock(Findings findings) {
    super(findings, "api { }");
  }

  /** {@code auth: iam}: callers sign with IAM credentials. The default. */
  public Auth getIam() {
    return Auth.IAM;
  }

  /** {@code auth: none}: everybody may call. */
  public Auth getNone() {
    return Auth.NONE;
  }

  /** {@code get '/workflows/{id}', to: 'agent', auth: iam}. */
  public void get(
      @NamedParams({
            @NamedParam(value = "to", type = String.class, required = true),
            @NamedParam(value = "auth", type = Auth.class)
          })
          Map<String, Object> options,
      String path) {
    add(Method.GET, path, options);
  }

  /** {@code post '/workflows', to: 'agent', auth: iam}. */
  public void post(
      @NamedParams({
            @NamedParam(value = "to", type = String.class, required = true),
            @NamedParam(value = "auth", type = Auth.class)
          })
          Map<String, Object> options,
      String path) {
    add(Method.POST, path, options);
  }

  /** {@code put '/workflows/{id}', to: 'agent', auth: iam}. */
  public void put(
      @NamedParams({
            @NamedParam(value = "to", type = String.class, required = true),
            @NamedParam(value = "auth", type = Auth.class)
          })
          Map<String, Object> options,
      String path) {
    add(Method.PUT, path, options);
  }

  /** {@code patch '/workflows/{id}', to: 'agent', auth: iam}. */
  public void patch(
      @NamedParams({
            @NamedParam(value = "to", type = String.class, required = true),
            @NamedParam(value = "auth", type = Auth.class)
          })
          Map<String, Object> options,
      String path) {
    add(Method.PATCH, path, options);
  }

  /** {@code delete '/workflows/{id}', to: 'agent', auth: iam}. */
  public void delete(
      @NamedParams({
            @NamedParam(value = "to", type = String.class, required = true),
            @NamedParam(value = "auth", type = Auth.class)
          })
          Map<String, Object> options,
      String path) {
    add(Method.DELETE, path, options);
  }

  private void add(Method method, String path, Map<String, Object> options) {
    String place = "topology.api.routes[" + routes.size() + "]";
    findings.declareArgument(place, 0);
    findings.declareNamed(place + ".agent", "to");
    routes.add(
        new Route(
            method,
            path,
            String.valueOf(options.get("to")),
            (Auth) options.getOrDefault("auth", Auth.IAM)));
  }

  List<Route> routes() {
    return routes;
  }
}
