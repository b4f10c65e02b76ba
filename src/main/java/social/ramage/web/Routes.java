package social.ramage.web;

import java.util.ArrayList;
import java.util.List;

/** The addresses of one face. */
public final class Routes {
    private final Face face;
    private final List<Route> routes = new ArrayList<>();

    public Routes(Face face) {
        this.face = face;
    }

    /** @param path with {@code {name}} for a part that varies */
    public Routes get(String path, Endpoint endpoint) {
        return add("GET", path, endpoint);
    }

    public Routes post(String path, Endpoint endpoint) {
        return add("POST", path, endpoint);
    }

    public Routes put(String path, Endpoint endpoint) {
        return add("PUT", path, endpoint);
    }

    public Routes patch(String path, Endpoint endpoint) {
        return add("PATCH", path, endpoint);
    }

    public Routes delete(String path, Endpoint endpoint) {
        return add("DELETE", path, endpoint);
    }

    /** Lets the route that was just added take files, in bodies of up to so many bytes. */
    public Routes taking(int bodyBytesMax) {
        var last = routes.removeLast();
        routes.add(new Route(last.method(), last.path(), last.endpoint(), bodyBytesMax));
        return this;
    }

    /** The paths that take this method, as they were given. */
    public List<String> paths(String method) {
        return routes.stream()
                .filter(route -> route.method().equals(method))
                .map(Route::path)
                .toList();
    }

    Face face() {
        return face;
    }

    List<Route> all() {
        return routes;
    }

    private Routes add(String method, String path, Endpoint endpoint) {
        routes.add(new Route(method, path, endpoint, Body.BYTES_MAX));
        return this;
    }

    record Route(String method, String path, Endpoint endpoint, int bodyBytesMax) {}
}
