package social.ramage;

import java.util.ArrayList;
import java.util.List;

/** All routes of a Ramage, each as its method and its path, for tests that leave none out. */
final class Addresses {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private Addresses() {}

    static List<String> of(Ramage ramage) {
        var routes = new ArrayList<String>();
        for (var face : ramage.faces()) {
            for (var method : METHODS) {
                face.paths(method).forEach(path -> routes.add(method + " " + path));
            }
        }
        return routes;
    }

    /** Whether what is answered there does not end. */
    static boolean staysOpen(String route) {
        return route.startsWith("GET /api/v1/streaming/") && !route.endsWith("/health");
    }
}
