package social.ramage.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import social.ramage.problem.Problem;

class FindingEndpointsTest {
    private static final Face API = new Beginning("/api/");
    private static final Face REST = new Beginning("/");
    private static final Endpoint ONE = _ -> Answer.empty(200);
    private static final Endpoint OTHER = _ -> Answer.empty(200);

    @Test
    void aFixedPathGoesBeforeAPatternWhicheverCameFirst() {
        var routes = new Routes(API)
                .get("/api/people/me", ONE)
                .get("/api/people/{id}", OTHER)
                .get("/api/people/all", ONE);

        assertThat(endpoint(routes, "/api/people/me")).isSameAs(ONE);
        assertThat(endpoint(routes, "/api/people/all")).isSameAs(ONE);
        assertThat(endpoint(routes, "/api/people/mel")).isSameAs(OTHER);
        assertThat(found(routes, "/api/people/me").parts()).isEmpty();
    }

    @Test
    void aFixedWordInAPatternGoesBeforeAPart() {
        var routes = new Routes(API).get("/api/{kind}/{id}", OTHER).get("/api/people/{id}", ONE);

        assertThat(endpoint(routes, "/api/people/7")).isSameAs(ONE);
        assertThat(endpoint(routes, "/api/posts/7")).isSameAs(OTHER);
    }

    @Test
    void thePartsOfAPathAreNamedAsTheRouteNamesThem() {
        var routes = new Routes(REST).get("/{handle}/{post}", ONE).get("/{handle}", OTHER);

        assertThat(found(routes, "/@alice/12").parts()).isEqualTo(Map.of("handle", "@alice", "post", "12"));
        assertThat(found(routes, "/@alice").parts()).isEqualTo(Map.of("handle", "@alice"));
        assertThat(found(routes, "/@été%20à%3Fdeux").parts()).isEqualTo(Map.of("handle", "@été à?deux"));
        assertThat(found(routes, "/@alice/12").place().path()).isEqualTo("/{handle}/{post}");
    }

    @Test
    void aPartIsNeitherEmptyNorMoreThanOne() {
        var router = new Router(List.of(new Routes(API).get("/api/people/{id}", ONE)));

        assertThat(router.find("/api/people/")).isNull();
        assertThat(router.find("/api/people/1/2")).isNull();
    }

    @Test
    void whatNoRouteSaysIsNotFound() {
        var router = new Router(List.of(new Routes(API).get("/api/people", ONE).get("/api/people/{id}/posts", ONE)));

        assertThat(router.find("/api/people")).isNotNull();
        for (var path : List.of(
                "/", "", "/api", "/api/People", "/api/people/", "/api/people/1", "/api/people/1/posts/2", "/people")) {
            assertThat(router.find(path)).as(path).isNull();
        }
    }

    @Test
    void headIsWhereGetIs() {
        var routes = new Routes(API).get("/api/read", ONE).post("/api/write", OTHER);

        assertThat(found(routes, "/api/read").place().endpoint("HEAD")).containsSame(ONE);
        assertThat(found(routes, "/api/write").place().endpoint("HEAD")).isEmpty();
    }

    @Test
    void everyMethodHasItsOwnEndpoint() {
        var place = found(
                        new Routes(API)
                                .get("/api/it/{id}", ONE)
                                .post("/api/other", ONE)
                                .delete("/api/it/{id}", OTHER),
                        "/api/it/1")
                .place();

        assertThat(place.endpoint("GET")).containsSame(ONE);
        assertThat(place.endpoint("DELETE")).containsSame(OTHER);
        for (var method : List.of("POST", "PUT", "get", "Delete", "")) {
            assertThat(place.endpoint(method)).as(method).isEmpty();
        }
    }

    @Test
    void theMethodsOfAPlaceAreListedWithThoseThatComeByThemselves() {
        var routes = new Routes(API)
                .post("/api/all", ONE)
                .get("/api/all", ONE)
                .delete("/api/all", ONE)
                .post("/api/write/{id}", ONE);

        assertThat(found(routes, "/api/all").place().methods()).isEqualTo("DELETE, GET, POST, HEAD, OPTIONS");
        assertThat(found(routes, "/api/write/1").place().methods()).isEqualTo("POST, OPTIONS");
    }

    @Test
    void aPlaceIsOfTheFaceWhoseRoutesSayIt() {
        var router = new Router(List.of(
                new Routes(API).get("/api/it", ONE).get("/elsewhere/{id}", ONE), new Routes(REST).get("/page", OTHER)));

        assertThat(Objects.requireNonNull(router.find("/api/it")).place().face())
                .isSameAs(API);
        assertThat(Objects.requireNonNull(router.find("/elsewhere/1")).place().face())
                .isSameAs(API);
        assertThat(Objects.requireNonNull(router.find("/page")).place().face()).isSameAs(REST);
    }

    @Test
    void whatIsNowhereIsRefusedByTheFirstFaceThatCoversIt() {
        var router = new Router(List.of(new Routes(API), new Routes(REST)));

        assertThat(router.faceFor("/api/nothing")).isSameAs(API);
        assertThat(router.faceFor("/api")).isSameAs(REST);
        assertThat(router.faceFor("/")).isSameAs(REST);
    }

    @Test
    void aPathThatNoFaceCoversIsAMistakeOfOurs() {
        var router = new Router(List.of(new Routes(API)));

        assertThatThrownBy(() -> router.faceFor("/page"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/page");
    }

    private static Endpoint endpoint(Routes routes, String path) {
        return found(routes, path).place().endpoint("GET").orElseThrow();
    }

    private static Router.Found found(Routes routes, String path) {
        return Objects.requireNonNull(new Router(List.of(routes)).find(path), path);
    }

    /** Covers what begins so. */
    private record Beginning(String prefix) implements Face {
        @Override
        public boolean covers(String path) {
            return path.startsWith(prefix);
        }

        @Override
        public Answer refuse(Call call, Problem problem) {
            return Answer.empty(400);
        }

        @Override
        public Answer dress(Call call, Answer answer) {
            return answer;
        }
    }
}
