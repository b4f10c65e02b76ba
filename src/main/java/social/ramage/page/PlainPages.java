package social.ramage.page;

import java.util.List;
import java.util.Map;
import social.ramage.account.Accounts;
import social.ramage.follow.Viewer;
import social.ramage.id.PictureName;
import social.ramage.id.PostId;
import social.ramage.media.Pictures;
import social.ramage.post.Posts;
import social.ramage.problem.Refusal;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Routes;

/** A post at its address for everyone. Works without any script. */
final class PlainPages {
    private final String title;
    private final String url;
    private final Accounts accounts;
    private final Pictures pictures;
    private final Posts posts;

    PlainPages(String title, String url, Accounts accounts, Pictures pictures, Posts posts) {
        this.title = title;
        this.url = url;
        this.accounts = accounts;
        this.pictures = pictures;
        this.posts = posts;
    }

    void addTo(Routes routes) {
        routes.get("/", this::front)
                .get("/{handle}/{id}", this::post)
                .get("/pictures/{name}", this::picture)
                .get("/assets/avatar.svg", _ -> Assets.answer("avatar.svg", "image/svg+xml"))
                .get("/assets/header.svg", _ -> Assets.answer("header.svg", "image/svg+xml"))
                .get("/assets/plain.css", _ -> Assets.answer("plain.css", "text/css; charset=utf-8"));
    }

    private Answer front(Call call) {
        return Answer.html(200, Templates.render("front", Map.of("frame", frame(call), "url", url)));
    }

    private Answer post(Call call) {
        var handle = call.part("handle");
        var shown = posts.get(new PostId(call.idPart("id")), Viewer.NOBODY);
        var author = accounts.get(shown.post().author());
        if (!handle.equalsIgnoreCase("@" + author.handle()) || shown.post().isBoost()) {
            throw Refusal.notFound();
        }
        var lines = List.of(shown.post().words().text().split("\n", -1));
        return Answer.html(
                200,
                Templates.render(
                        "post", Map.of("frame", frame(call), "author", author, "post", shown.post(), "lines", lines)));
    }

    /** The same for everybody, so that it can be kept. */
    private Frame frame(Call call) {
        return new Frame(call.locale(), title, /* isSignedIn= */ false);
    }

    /** Under its address there is never another one. */
    private Answer picture(Call call) {
        var picture = pictures.get(PictureName.parse(call.part("name")).orElseThrow(Refusal::notFound));
        return Answer.forEver(picture.kind().type(), picture.bytes()).with("Access-Control-Allow-Origin", "*");
    }
}
