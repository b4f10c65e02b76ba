package social.ramage.mastodon;

import java.util.List;
import java.util.Optional;
import social.ramage.account.Account;
import social.ramage.account.Accounts;
import social.ramage.account.Scope;
import social.ramage.follow.Viewer;
import social.ramage.id.PostId;
import social.ramage.post.Draft;
import social.ramage.post.PostText;
import social.ramage.post.Posts;
import social.ramage.post.Revision;
import social.ramage.post.Shown;
import social.ramage.problem.Refusal;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Params;
import social.ramage.web.Routes;
import social.ramage.web.Segments;

final class StatusEndpoints {
    /** What a visitor sees of a long conversation, as Mastodon shows it. */
    private static final int ANCESTORS_FOR_NOBODY_MAX = 40;

    private static final int DESCENDANTS_FOR_NOBODY_MAX = 60;

    /** Sent by clients for what is not here yet: refused, since a post without its picture is not what was meant. */
    private static final List<String> NOT_YET = List.of("media_ids", "poll", "scheduled_at", "quoted_status_id");

    private final Callers callers;
    private final Accounts accounts;
    private final Posts posts;
    private final StatusJson json;
    private final int charactersMax;

    StatusEndpoints(Callers callers, Accounts accounts, Posts posts, StatusJson json, int charactersMax) {
        this.callers = callers;
        this.accounts = accounts;
        this.posts = posts;
        this.json = json;
        this.charactersMax = charactersMax;
    }

    void addTo(Routes routes) {
        routes.post("/api/v1/statuses", this::publish)
                .get("/api/v1/statuses/{id}", this::show)
                .put("/api/v1/statuses/{id}", this::edit)
                .delete("/api/v1/statuses/{id}", this::delete)
                .get("/api/v1/statuses/{id}/history", this::history)
                .get("/api/v1/statuses/{id}/source", this::source)
                .get("/api/v1/statuses/{id}/context", this::context);
    }

    private Answer publish(Call call) {
        var author = callers.signedIn(call, Scope.WRITE_STATUSES);
        var post = posts.publish(
                author, draft(call.params(), accounts.get(author.account().orElseThrow())), key(call));
        return Answer.json(json.one(posts.get(post.id(), author), author));
    }

    private static Optional<String> key(Call call) {
        return call.header("Idempotency-Key").filter(key -> !key.isBlank());
    }

    /** What it does not say is as its author's posts are. */
    private Draft draft(Params params, Account author) {
        refuseUnsupported(params);
        return new Draft(
                text(params),
                params.text("visibility").isBlank()
                        ? author.usualVisibility()
                        : Visibilities.parse(params.text("visibility")),
                params.id("in_reply_to_id").map(PostId::new),
                Draft.language(params.text("language")).or(author.habits()::language),
                params.text("sensitive").isBlank()
                        ? author.habits().sensitiveAt().isPresent()
                        : params.isTrue("sensitive"));
    }

    private static void refuseUnsupported(Params params) {
        for (var name : NOT_YET) {
            if (!params.list(name).stream().allMatch(String::isBlank) || params.hasAny(name + "[options]")) {
                throw Refusal.invalid(name, "problem.unsupported", name);
            }
        }
    }

    private PostText text(Params params) {
        return PostText.parse(params.text("status"), params.text("spoiler_text"), charactersMax);
    }

    private Answer edit(Call call) {
        var author = callers.signedIn(call, Scope.WRITE_STATUSES);
        var id = new PostId(call.idPart("id"));
        var params = call.params();
        refuseUnsupported(params);
        posts.edit(
                author,
                id,
                new Revision(text(params), Draft.language(params.text("language")), params.isTrue("sensitive")));
        return Answer.json(json.one(posts.get(id, author), author));
    }

    private Answer history(Call call) {
        var viewer = callers.anyone(call, Scope.READ_STATUSES);
        var id = new PostId(call.idPart("id"));
        var versions = posts.history(id, viewer);
        return Answer.json(json.history(posts.get(id, viewer).meant(), versions));
    }

    private Answer source(Call call) {
        var viewer = callers.signedIn(call, Scope.READ_STATUSES);
        return Answer.json(StatusJson.source(
                posts.get(new PostId(call.idPart("id")), viewer).meant()));
    }

    private Answer show(Call call) {
        var viewer = callers.anyone(call, Scope.READ_STATUSES);
        return Answer.json(json.one(posts.get(new PostId(call.idPart("id")), viewer), viewer));
    }

    private Answer delete(Call call) {
        var author = callers.signedIn(call, Scope.WRITE_STATUSES);
        return Answer.json(json.deleted(posts.delete(author, new PostId(call.idPart("id")))));
    }

    private Answer context(Call call) {
        var viewer = callers.anyone(call, Scope.READ_STATUSES);
        var context = posts.context(new PostId(call.idPart("id")), viewer);
        var body = new Segments().add("{\"ancestors\":");
        json.addAll(nearest(context.ancestors(), viewer), viewer, body);
        body.add(",\"descendants\":");
        json.addAll(first(context.descendants(), viewer), viewer, body);
        return Answer.json(body.add("}"));
    }

    private static List<Shown> nearest(List<Shown> ancestors, Viewer viewer) {
        int size = ancestors.size();
        return viewer.account().isPresent() || size <= ANCESTORS_FOR_NOBODY_MAX
                ? ancestors
                : ancestors.subList(size - ANCESTORS_FOR_NOBODY_MAX, size);
    }

    private static List<Shown> first(List<Shown> descendants, Viewer viewer) {
        return viewer.account().isPresent() || descendants.size() <= DESCENDANTS_FOR_NOBODY_MAX
                ? descendants
                : descendants.subList(0, DESCENDANTS_FOR_NOBODY_MAX);
    }
}
