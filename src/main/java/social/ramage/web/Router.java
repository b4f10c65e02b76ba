package social.ramage.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.http.pathmap.PathMappings;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.eclipse.jetty.util.URIUtil;
import org.jspecify.annotations.Nullable;

/** Finds the endpoint for a path and a method. */
final class Router {
    private final List<Routes> faces;
    /** Paths in which nothing varies are the busiest, and need no pattern. */
    private final Map<String, Place> placeByPath = new HashMap<>();

    private final PathMappings<Place> placeByPattern = new PathMappings<>();

    Router(List<Routes> faces) {
        this.faces = faces;
        for (var routes : faces) {
            for (var route : routes.all()) {
                place(routes.face(), route.path()).routeByMethod.put(route.method(), route);
            }
        }
    }

    /** @param parts decoded */
    record Found(Place place, Map<String, String> parts) {}

    /** @param path in Jetty's canonical form */
    @Nullable
    Found find(String path) {
        var place = placeByPath.get(path);
        if (place != null) {
            return new Found(place, Map.of());
        }
        var matched = placeByPattern.getMatched(path);
        if (matched == null) {
            return null;
        }
        var spec = (UriTemplatePathSpec) matched.getPathSpec();
        var parts = spec.getPathParams(path);
        // Jetty leaves signs that mean something in an address, or may not stand in one, as they were sent.
        parts.replaceAll((_, part) -> URIUtil.decodePath(part));
        return new Found(matched.getResource(), parts);
    }

    /** The face to refuse what no route has. */
    Face faceFor(String path) {
        return faces.stream()
                .map(Routes::face)
                .filter(face -> face.covers(path))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no face covers " + path));
    }

    private Place place(Face face, String path) {
        if (path.indexOf('{') < 0) {
            return placeByPath.computeIfAbsent(path, _ -> new Place(face, path));
        }
        var spec = new UriTemplatePathSpec(path);
        var place = placeByPattern.get(spec);
        if (place == null) {
            place = new Place(face, path);
            placeByPattern.put(spec, place);
        }
        return place;
    }

    /** One address, and what it does by method. */
    static final class Place {
        private final Face face;
        private final String path;
        private final Map<String, Routes.Route> routeByMethod = new TreeMap<>();

        Place(Face face, String path) {
            this.face = face;
            this.path = path;
        }

        Face face() {
            return face;
        }

        /** As the route says it, for figures. */
        String path() {
            return path;
        }

        Optional<Endpoint> endpoint(String method) {
            return route(method).map(Routes.Route::endpoint);
        }

        int bodyBytesMax(String method) {
            return route(method).map(Routes.Route::bodyBytesMax).orElse(Body.BYTES_MAX);
        }

        private Optional<Routes.Route> route(String method) {
            return Optional.ofNullable(routeByMethod.get(method.equals("HEAD") ? "GET" : method));
        }

        String methods() {
            var methods = String.join(", ", routeByMethod.keySet());
            return routeByMethod.containsKey("GET") ? methods + ", HEAD, OPTIONS" : methods + ", OPTIONS";
        }
    }
}
